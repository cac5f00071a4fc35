package io.github.imagejdiffusion.diffusion.model.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.ModelPackageException;
import io.github.imagejdiffusion.diffusion.model.ModelPackage;
import io.github.imagejdiffusion.diffusion.model.PackageReader;
import io.github.imagejdiffusion.diffusion.model.rdf.RdfReader;
import io.github.imagejdiffusion.diffusion.network.DiffusionNetwork.BoundDenoiser;
import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.onnx.TestGraphs;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** docs/model-package.md says what is so. */
class ModelPackagePageTest {

    private static final Path PAGE = Path.of("../docs/model-package.md");
    private static final Path EXAMPLE = Path.of("src/test/resources/model/segdiff.yaml");
    private static final Path BUNDLED = Path.of("../models");

    /** Whatever is in them belongs to them. */
    private static final Set<String> FREE = Set.of("validation", "expected_error");

    /** A row of the table of keys. */
    record Row(String key, String usual) {

        boolean isRequired() {
            return usual.equals("required");
        }

        boolean isOptional() {
            return !usual.startsWith("required");
        }

        @Override
        public String toString() {
            return key;
        }
    }

    static List<Row> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith("| Key |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|"))
                .map(cells -> new Row(cells[1].strip().replace("`", ""), cells[cells.length - 1].strip()))
                .toList();
    }

    @Test
    void theTableHasTheKeys() throws IOException {
        assertEquals(56, rows().size());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyKeyIsRead(Row row) throws IOException {
        Map<String, Object> rdf = example();
        Object wrong = row.key().equals("validation") ? "text" : Map.of("a", List.of());
        parent(rdf, row.key()).put(last(row.key()), wrong);
        String message =
                assertThrows(ModelPackageException.class, () -> read(rdf)).getMessage();
        assertTrue(message.contains("config.imagej-diffusion." + row.key() + ": must "), message);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatIsRequiredMustBeThereAndTheRestNeedNot(Row row) throws IOException {
        Map<String, Object> rdf = example();
        boolean given = parent(rdf, row.key()).remove(last(row.key())) != null;
        if (row.isRequired()) {
            String message =
                    assertThrows(ModelPackageException.class, () -> read(rdf)).getMessage();
            assertTrue(message.contains(row.key() + ": is missing"), message);
        } else if (row.isOptional()) {
            assertDoesNotThrow(() -> read(rdf), () -> row.key() + (given ? " taken away" : ""));
        }
    }

    @Test
    void everyKeyOfThePackagesIsInTheTable() throws IOException {
        Set<String> keys = new TreeSet<>();
        collect("", config(example()), keys);
        keys.remove("a_key_of_a_later_version");
        try (Stream<Path> folders = Files.list(BUNDLED)) {
            for (Path folder : folders.toList()) {
                Path description = folder.resolve("rdf.yaml");
                if (Files.exists(description)) {
                    collect("", config(yaml(description)), keys);
                }
            }
        }
        assertTrue(keys.size() > 35, keys::toString);
        keys.removeAll(rows().stream().map(Row::key).toList());
        assertEquals(Set.of(), keys);
    }

    /** The description is complete and the network is called as it says. */
    @Test
    void theExampleRuns(@TempDir Path folder) throws Exception {
        byte[] graph = TestGraphs.read("direct");
        Files.write(folder.resolve("weights.onnx"), graph);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(graph));
        String page = Files.readString(PAGE);
        String text = page.split("```yaml\n", 2)[1].split("```", 2)[0];
        Files.writeString(folder.resolve("rdf.yaml"), text.replaceFirst("HASH", hash));

        ModelPackage example = PackageReader.open(folder);
        Tensor image = Tensor.wrap(1, 1, 1, 2, new float[] {0.25f, 0.5f});
        Tensor x = Tensor.wrap(2, 1, 1, 2, new float[] {1, 2, 3, 4});
        try (DiffusionModel model = DiffusionModel.open(example, DeviceChoice.CPU);
                BoundDenoiser denoiser = model.network().condition(image)) {
            assertArrayEquals(
                    new float[] {1.25f, 2.5f, 3.25f, 4.5f},
                    denoiser.predict(x, 999).data());
            assertEquals(10, model.config().defaults().steps());
        }
    }

    private static void collect(String prefix, Map<String, Object> values, Set<String> keys) {
        values.forEach((key, value) -> {
            String path = prefix + key;
            if (value instanceof Map && !FREE.contains(path)) {
                collect(path + ".", map(value), keys);
            } else {
                keys.add(path);
            }
        });
    }

    private static Map<String, Object> example() throws IOException {
        Map<String, Object> rdf = yaml(EXAMPLE);
        rdf.remove("timestamp");
        map(map(config(rdf).get("graphs")).get("encoder")).put("sha256", "b".repeat(64));
        map(map(rdf.get("weights")).get("onnx")).put("sha256", "a".repeat(64));
        rdf.remove("attachments");
        config(rdf).put("target_to_image", new LinkedHashMap<>(Map.of("scale", 0.5, "offset", 0.5)));
        return rdf;
    }

    private static Map<String, Object> yaml(Path file) throws IOException {
        return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file)));
    }

    private static Map<String, Object> config(Map<String, Object> rdf) {
        return map(map(rdf.get("config")).get("imagej-diffusion"));
    }

    /** The map that a dotted key is in; made where it is missing. */
    private static Map<String, Object> parent(Map<String, Object> rdf, String key) {
        Map<String, Object> map = config(rdf);
        String[] names = key.split("\\.");
        for (int i = 0; i < names.length - 1; i++) {
            map = map(map.computeIfAbsent(names[i], name -> new LinkedHashMap<>()));
        }
        return map;
    }

    private static String last(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    @SuppressWarnings("unchecked") // of YAML, whose keys are texts here
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static DiffusionConfig read(Map<String, Object> rdf) {
        byte[] text = new Yaml().dump(rdf).getBytes(StandardCharsets.UTF_8);
        return DiffusionConfigReader.read(RdfReader.read(text, "models/x/rdf.yaml"));
    }
}
