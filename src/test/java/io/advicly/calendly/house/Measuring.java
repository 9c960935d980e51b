package io.advicly.calendly.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;

/// Goes through one file.
final class Measuring extends TreeScanner<Void, Void> {

    static final String PROJECT = "io.advicly.calendly";

    /// A longer lambda is a method without a name.
    private static final int LINES_OF_A_LAMBDA = 3;

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> types = new ArrayList<>();
    private final Set<String> imported = new TreeSet<>();
    private final List<SourceFile.Method> methods = new ArrayList<>();
    private final List<Integer> longLambdas = new ArrayList<>();
    private int madeUnis;

    Measuring(CompilationUnitTree unit, SourcePositions positions) {
        this.unit = unit;
        this.positions = positions;
        for (Tree type : unit.getTypeDecls()) {
            if (type instanceof ClassTree named) {
                types.add(named.getSimpleName().toString());
            }
        }
    }

    List<String> types() {
        return List.copyOf(types);
    }

    Set<String> imported() {
        return Set.copyOf(imported);
    }

    List<SourceFile.Method> methods() {
        return List.copyOf(methods);
    }

    List<Integer> longLambdas() {
        return List.copyOf(longLambdas);
    }

    int madeUnis() {
        return madeUnis;
    }

    @Override
    public Void visitImport(ImportTree tree, Void nothing) {
        String room = roomOf(tree.getQualifiedIdentifier().toString());
        if (room.startsWith(PROJECT) && !room.equals(roomOf(unit))) {
            imported.add(room);
        }
        return super.visitImport(tree, null);
    }

    @Override
    public Void visitMethod(MethodTree tree, Void nothing) {
        // A record's own constructor has no place in the file.
        if (positions.getEndPosition(unit, tree) >= 0) {
            boolean isStatic = tree.getModifiers().getFlags().contains(Modifier.STATIC);
            methods.add(
                    new SourceFile.Method(
                            tree.getName().toString(), isStatic, lineOf(tree), length(tree)));
        }
        return super.visitMethod(tree, null);
    }

    /// Of a block the lines between its braces count.
    @Override
    public Void visitLambdaExpression(LambdaExpressionTree tree, Void nothing) {
        boolean isBlock = tree.getBodyKind() == LambdaExpressionTree.BodyKind.STATEMENT;
        int lines = isBlock ? length(tree.getBody()) - 2 : length(tree.getBody());
        if (lines > LINES_OF_A_LAMBDA) {
            longLambdas.add(lineOf(tree));
        }
        return super.visitLambdaExpression(tree, null);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree tree, Void nothing) {
        if (tree.getMethodSelect() instanceof MemberSelectTree select
                && select.getIdentifier().contentEquals("createFrom")
                && select.getExpression().toString().equals("Uni")) {
            madeUnis++;
        }
        return super.visitMethodInvocation(tree, null);
    }

    /// No file is without one.
    static String roomOf(CompilationUnitTree unit) {
        return Objects.requireNonNull(unit.getPackageName()).toString();
    }

    /// All before the first name that begins with a capital letter.
    private static String roomOf(String imported) {
        StringBuilder room = new StringBuilder();
        for (String part : imported.split("\\.", -1)) {
            if (part.equals("*") || Character.isUpperCase(part.charAt(0))) {
                break;
            }
            room.append(room.isEmpty() ? "" : ".").append(part);
        }
        return room.toString();
    }

    private int lineOf(Tree tree) {
        return Math.toIntExact(
                unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree)));
    }

    private int length(Tree tree) {
        long end = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree));
        return Math.toIntExact(end) - lineOf(tree) + 1;
    }
}
