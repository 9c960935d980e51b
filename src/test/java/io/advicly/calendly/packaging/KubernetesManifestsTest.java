package io.advicly.calendly.packaging;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.platform.notice.Notices;
import io.advicly.calendly.platform.stop.ShutdownGuard;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// What `kubectl apply -k` would send for each overlay. Skipped where nothing can render.
@ParameterizedClass
@ValueSource(strings = {"dev", "prod"})
class KubernetesManifestsTest {

    private static final String WEBHOOKS = "/api/calendly/webhooks";
    private static final String NGINX = "nginx.ingress.kubernetes.io/";
    private static final Pattern CREATE_SECRET =
            Pattern.compile("create secret generic (\\S+) ((?:.*\\\\\n)*.*)\n");
    private static final Pattern LITERAL = Pattern.compile("--from-literal=([^=]+)=");
    private static final ConfigurationKeys KEYS = ConfigurationKeys.load();
    private static final Map<String, Overlay> RENDERED = new HashMap<>();

    private final Overlay overlay;

    KubernetesManifestsTest(String name) {
        this.overlay = Objects.requireNonNull(RENDERED.get(name));
    }

    @BeforeAll
    static void render() throws IOException {
        Optional<Kustomize> kustomize = Kustomize.find();
        if (kustomize.isEmpty()) {
            String reason =
                    "Overlays not rendered: neither kustomize nor kubectl 1.21 or newer is on the PATH.";
            System.out.println(reason);
            Assumptions.abort(reason);
        }
        for (String each : List.of("dev", "prod")) {
            String yaml = kustomize.orElseThrow().render(each);
            RENDERED.put(each, new Overlay(each, StrictManifests.parse(yaml)));
        }
    }

    @Test
    void asksTheManagementPortHowTheServiceIs() {
        Container container = overlay.service();

        assertProbe(container.getStartupProbe(), "/q/health/started");
        assertProbe(container.getReadinessProbe(), "/q/health/ready");
        assertProbe(container.getLivenessProbe(), "/q/health/live");
        assertThat(
                        container.getPorts().stream()
                                .collect(toMap(p -> p.getName(), p -> p.getContainerPort())))
                .isEqualTo(Map.of("http", 8080, "management", 9000));
    }

    private static void assertProbe(Probe probe, String path) {
        assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management");
    }

    @Test
    void givesNoPodMoreThanItNeeds() {
        assertThat(overlay.pods())
                .hasSize(2)
                .allSatisfy(pod -> {
                    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
                    assertThat(pod.getEnableServiceLinks()).isFalse();
                    assertThat(pod.getServiceAccountName()).isEqualTo("calendly-connect");
                    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
                    assertThat(pod.getSecurityContext().getSeccompProfile().getType())
                            .isEqualTo("RuntimeDefault");
                    assertThat(pod.getHostNetwork()).isNull();
                    assertThat(pod.getInitContainers()).isEmpty();
                    assertThat(pod.getContainers()).hasSize(1);
                });
        assertThat(overlay.only(ServiceAccount.class).getAutomountServiceAccountToken()).isFalse();
    }

    @Test
    void confinesEveryContainer() {
        assertThat(overlay.containers())
                .allSatisfy(container -> {
                    var security = container.getSecurityContext();
                    assertThat(security.getAllowPrivilegeEscalation()).isFalse();
                    assertThat(security.getReadOnlyRootFilesystem()).isTrue();
                    assertThat(security.getPrivileged()).isNull();
                    assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
                    assertThat(security.getCapabilities().getAdd()).isEmpty();
                    assertThat(container.getVolumeMounts())
                            .singleElement()
                            .satisfies(mount -> assertThat(mount.getMountPath()).isEqualTo("/tmp"));
                });
    }

    @Test
    void boundsWhatAContainerUses() {
        assertThat(overlay.containers())
                .allSatisfy(container -> {
                    var resources = container.getResources();
                    assertThat(resources.getRequests()).containsKeys("cpu", "memory");
                    assertThat(resources.getLimits()).containsKey("memory");
                });
    }

    /// The rest is for what no heap holds: code, buffers of connections, stacks.
    @Test
    void leavesRoomBesideTheHeap() throws IOException {
        int heap = Dockerfile.read(Path.of("docker/Dockerfile.native")).heapMegabytes();

        assertThat(overlay.containers())
                .allSatisfy(container -> {
                    String limit =
                            String.valueOf(container.getResources().getLimits().get("memory"));
                    assertThat(limit).matches("\\d+Mi");
                    assertThat(2 * heap)
                            .isLessThanOrEqualTo(Integer.parseInt(limit.replace("Mi", "")));
                });
    }

    @Test
    void leavesTimeForRequestsThatAreUnderWay() {
        Duration pause =
                Duration.ofSeconds(
                        overlay.service().getLifecycle().getPreStop().getSleep().getSeconds());
        Duration shutdown =
                Duration.parse(
                        "PT" + overlay.configuration().getData().get("QUARKUS_SHUTDOWN_TIMEOUT"));
        Duration grace =
                Duration.ofSeconds(
                        Overlay.pod(overlay.deployment()).getTerminationGracePeriodSeconds());

        assertThat(pause).isPositive();
        assertThat(shutdown).isPositive();
        assertThat(grace)
                .as("all phases; Quarkus gives Vert.x as long as requests in the end")
                .isGreaterThan(
                        pause.plus(shutdown)
                                .plusSeconds(IsolatedContexts.PATIENCE_SECONDS)
                                .plusSeconds(ShutdownGuard.PATIENCE_SECONDS)
                                .plusSeconds(Notices.LEAVE_SECONDS)
                                .plus(shutdown));
    }

    @Test
    void runsOnePinnedImageEverywhere() {
        Set<String> images = overlay.containers().map(Container::getImage).collect(toSet());

        assertThat(images)
                .singleElement()
                .asString()
                .matches("(.+/)?calendly-connect:(?!latest$).+");
    }

    @Test
    void migratesWithAJobThatStopsOnceInitialised() {
        Job job = overlay.only(Job.class);

        assertThat(Overlay.plain(Overlay.pod(job).getContainers().getFirst()))
                .isEqualTo(
                        Map.of(
                                "QUARKUS_FLYWAY_MIGRATE_AT_START",
                                "true",
                                "QUARKUS_INIT_AND_EXIT",
                                "true"));
        assertThat(Overlay.plain(overlay.service())).isEmpty();
        assertThat(overlay.configuration().getData())
                .doesNotContainKeys("QUARKUS_FLYWAY_MIGRATE_AT_START", "QUARKUS_INIT_AND_EXIT");
        assertThat(Overlay.pod(job).getRestartPolicy()).isEqualTo("Never");
        assertThat(overlay.only(Service.class).getSpec().getSelector().entrySet())
                .as("the Service must not lead to the Job's Pod")
                .matches(selector ->
                        !job.getSpec()
                                .getTemplate()
                                .getMetadata()
                                .getLabels()
                                .entrySet()
                                .containsAll(selector))
                .isSubsetOf(
                        overlay.deployment()
                                .getSpec()
                                .getTemplate()
                                .getMetadata()
                                .getLabels()
                                .entrySet());
    }

    @Test
    void takesDeliveriesWithoutARedirect() {
        Ingress webhooks = overlay.ingressOf(WEBHOOKS);

        assertThat(webhooks.getMetadata().getAnnotations())
                .isEqualTo(
                        Map.of(
                                NGINX + "ssl-redirect", "false",
                                NGINX + "force-ssl-redirect", "false",
                                NGINX + "proxy-body-size", "1m"));
        assertThat(Overlay.paths(webhooks).collect(toMap(p -> p.getPath(), p -> p.getPathType())))
                .isEqualTo(Map.of(WEBHOOKS, "Exact", WEBHOOKS + "/", "Prefix"));
        assertThat(
                        overlay.all(Ingress.class)
                                .filter(other -> !other.equals(webhooks))
                                .flatMap(Overlay::paths))
                .noneMatch(path -> (path.getPath() + "/").startsWith(WEBHOOKS + "/"));
    }

    @Test
    void letsTheOutsideReachTheContractAndNothingElse() {
        assertThat(overlay.all(Ingress.class).flatMap(Overlay::paths).map(HTTPIngressPath::getPath))
                .containsExactlyInAnyOrder(
                        ("%1$s %1$s/ /api/calendly/oauth/callback /api/calendly/connection"
                                        + " /api/meetings /connect /api/connect /connect.js"
                                        + " /connect.d.ts /connect.css /connect-result.js")
                                .formatted(WEBHOOKS)
                                .split(" "));
        assertThat(overlay.all(Ingress.class).flatMap(Overlay::paths))
                .allSatisfy(path -> {
                    var backend = path.getBackend().getService();
                    assertThat(backend.getName()).isEqualTo("calendly-connect");
                    assertThat(backend.getPort().getName()).isEqualTo("http");
                    assertThat(backend.getPort().getNumber()).isNull();
                });
        assertThat(overlay.all(Ingress.class))
                .allMatch(i -> i.getSpec().getDefaultBackend() == null);
    }

    @Test
    void servesTheHostOfThePublicUrlWithACertificate() {
        String host =
                java.net
                        .URI
                        .create(overlay.configuration().getData().get("CALENDLY_PUBLIC_URL"))
                        .getHost();

        assertThat(overlay.all(Ingress.class))
                .hasSize(2)
                .allSatisfy(ingress -> {
                    assertThat(ingress.getSpec().getRules())
                            .singleElement()
                            .satisfies(r -> assertThat(r.getHost()).isEqualTo(host));
                    assertThat(ingress.getSpec().getTls())
                            .singleElement()
                            .satisfies(t -> assertThat(t.getHosts()).containsExactly(host));
                });
    }

    @Test
    void exposesItsPortsInsideTheClusterOnly() {
        var service = overlay.only(Service.class).getSpec();

        assertThat(service.getType()).isEqualTo("ClusterIP");
        assertThat(service.getPorts().stream().map(p -> p.getTargetPort().getStrVal()))
                .containsExactlyInAnyOrder("http", "management");
    }

    @Test
    void configuresOnlyWhatTheServiceReads() {
        Stream<String> variables =
                Stream.concat(
                        overlay.configuration().getData().keySet().stream(),
                        overlay.containers()
                                .flatMap(c -> c.getEnv().stream())
                                .map(EnvVar::getName));

        assertThat(variables).isNotEmpty().allMatch(KEYS::knows);
    }

    /// Else the audit names the ingress controller, or whatever a client says.
    @Test
    void believesNobodyButAProxyWhoTheClientIs() {
        Map<String, String> settings = overlay.configuration().getData();

        assertThat(settings)
                .containsEntry("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true")
                .containsEntry("QUARKUS_HTTP_PROXY_ALLOW_X_FORWARDED", "true")
                .doesNotContainKeys(
                        "QUARKUS_HTTP_PROXY_ALLOW_FORWARDED",
                        "QUARKUS_HTTP_PROXY_ENABLE_FORWARDED_HOST",
                        "QUARKUS_HTTP_PROXY_ENABLE_FORWARDED_PREFIX");
        assertThat(settings.getOrDefault("QUARKUS_HTTP_PROXY_TRUSTED_PROXIES", "").split(",", -1))
                .isNotEmpty()
                .allMatch(network -> network.matches("(10|172\\.16|192\\.168)\\.[0-9.]+/[0-9]+"));
    }

    @Test
    void takesSecretsFromSecrets() {
        assertThat(overlay.objects()).noneMatch(object -> object.getKind().equals("Secret"));
        assertThat(Overlay.secrets(overlay.service()))
                .isEqualTo(
                        Map.of(
                                "CALENDLY_CLIENT_ID", "calendly-connect-oauth",
                                "CALENDLY_CLIENT_SECRET", "calendly-connect-oauth",
                                "CALENDLY_WEBHOOK_APPLICATION_KEYS", "calendly-connect-oauth",
                                "QUARKUS_DATASOURCE_USERNAME", "calendly-connect-database",
                                "QUARKUS_DATASOURCE_PASSWORD", "calendly-connect-database"));
        assertThat(
                        overlay.service().getEnvFrom().stream()
                                .map(EnvFromSource::getSecretRef)
                                .filter(Objects::nonNull))
                .singleElement()
                .satisfies(
                        ref -> assertThat(ref.getName()).isEqualTo("calendly-connect-encryption"));
        assertThat(overlay.configuration().getData().keySet())
                // Whom tokens have to be meant for is no token.
                .filteredOn(key -> !key.equals("QUARKUS_OIDC_TOKEN_AUDIENCE"))
                .noneMatch(key -> key.matches(".*(SECRET|PASSWORD|ENCRYPTION_KEYS|TOKEN).*"));
    }

    @Test
    void documentsHowToMakeTheSecretsItNeeds() throws IOException {
        String guide = Files.readString(Path.of("docs/operations.md"));
        Map<String, Set<String>> documented =
                CREATE_SECRET
                        .matcher(guide)
                        .results()
                        .collect(toMap(m -> m.group(1), m -> literals(m.group(2))));
        Map<String, Set<String>> needed =
                overlay.containers()
                        .flatMap(container -> container.getEnv().stream())
                        .filter(variable -> variable.getValueFrom() != null)
                        .map(variable -> variable.getValueFrom().getSecretKeyRef())
                        .collect(
                                groupingBy(
                                        ref -> ref.getName(), mapping(r -> r.getKey(), toSet())));
        Set<String> encryption =
                Objects.requireNonNull(documented.remove("calendly-connect-encryption"));

        assertThat(documented).isEqualTo(needed);
        assertThat(encryption)
                .singleElement()
                .asString()
                .isEqualToIgnoringCase(
                        "CALENDLY_ENCRYPTION_KEYS_"
                                + overlay.configuration()
                                        .getData()
                                        .get("CALENDLY_ENCRYPTION_ACTIVE_KEY"))
                .matches(KEYS::knows);
    }

    private static Set<String> literals(String command) {
        return LITERAL.matcher(command).results().map(m -> m.group(1)).collect(toSet());
    }

    @Test
    void readsTheConfigurationThatWasRenderedWithIt() {
        assertThat(overlay.containers().flatMap(c -> c.getEnvFrom().stream()))
                .filteredOn(source -> source.getConfigMapRef() != null)
                .hasSize(2)
                .allSatisfy(source ->
                        assertThat(source.getConfigMapRef().getName())
                                .isEqualTo(overlay.configuration().getMetadata().getName()));
    }

    @Test
    void staysUpWhileNodesAreMaintained() {
        var deployment = overlay.deployment().getSpec();
        if (deployment.getReplicas() == 1) {
            assertThat(overlay.name()).as("one replica is enough").isEqualTo("dev");
            return;
        }

        var budget = overlay.only(PodDisruptionBudget.class).getSpec();
        assertThat(budget.getMaxUnavailable().getIntVal()).isEqualTo(1);
        assertThat(budget.getSelector()).isEqualTo(deployment.getSelector());
        assertThat(Overlay.pod(overlay.deployment()).getTopologySpreadConstraints())
                .hasSize(2)
                .allSatisfy(spread ->
                        assertThat(spread.getLabelSelector()).isEqualTo(deployment.getSelector()));
    }
}
