package io.advicly.calendly.packaging;

import static java.util.stream.Collectors.toMap;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A rendered overlay, and ways to what the checks ask for.
record Overlay(String name, List<HasMetadata> objects) {

    <T extends HasMetadata> Stream<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast);
    }

    <T extends HasMetadata> T only(Class<T> type) {
        List<T> found = all(type).toList();
        if (found.size() != 1) {
            throw new AssertionError(
                    "%d objects %s in overlay %s".formatted(found.size(), type, name));
        }
        return found.getFirst();
    }

    Deployment deployment() {
        return only(Deployment.class);
    }

    ConfigMap configuration() {
        return only(ConfigMap.class);
    }

    Container service() {
        return pod(deployment()).getContainers().getFirst();
    }

    Stream<PodSpec> pods() {
        return Stream.of(pod(deployment()), pod(only(Job.class)));
    }

    Stream<Container> containers() {
        return pods().flatMap(pod -> pod.getContainers().stream());
    }

    static PodSpec pod(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec();
    }

    static PodSpec pod(Job job) {
        return job.getSpec().getTemplate().getSpec();
    }

    Ingress ingressOf(String path) {
        return all(Ingress.class)
                .filter(ingress -> paths(ingress).anyMatch(p -> p.getPath().equals(path)))
                .findFirst()
                .orElseThrow();
    }

    static Stream<HTTPIngressPath> paths(Ingress ingress) {
        return ingress.getSpec().getRules().stream().flatMap(r -> r.getHttp().getPaths().stream());
    }

    static Map<String, String> plain(Container container) {
        return container.getEnv().stream()
                .filter(variable -> variable.getValue() != null)
                .collect(toMap(EnvVar::getName, EnvVar::getValue));
    }

    static Map<String, String> secrets(Container container) {
        return container.getEnv().stream()
                .filter(variable -> variable.getValueFrom() != null)
                .collect(
                        toMap(
                                EnvVar::getName,
                                variable -> variable.getValueFrom().getSecretKeyRef().getName()));
    }
}
