package io.advicly.calendly.security.cipher;

/// Where a ciphertext belongs. It is authenticated with the ciphertext: moved to another table,
/// column or row, the ciphertext does not decrypt. Pure.
///
/// @param row the row's immutable key, for example its id
public record CiphertextIdentity(String table, String column, String row) {

    /// The row as a log may show it: parts of a key are separated by a control character.
    String shown() {
        return row.replaceAll("\\p{Cntrl}", "/");
    }

    String associatedData() {
        return table + '\u001f' + column + '\u001f' + row;
    }
}
