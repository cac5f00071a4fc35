package io.github.imagejdiffusion.diffusion.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.ModelPackageException;
import io.github.imagejdiffusion.diffusion.model.rdf.FileReference;
import io.github.imagejdiffusion.diffusion.model.source.PackageSources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageReaderTest {

    @TempDir
    Path temp;

    @Test
    void opensAFolder() throws IOException {
        Path folder = FakePackage.segdiff().folder(temp.resolve("nuclei"));
        ModelPackage model = PackageReader.open(folder);
        assertEquals("diffusing-otter", model.id());
        assertEquals("nuclei", model.shortName());
        assertEquals("Nuclei in fluorescence (test)", model.name());
        assertEquals(Optional.of("1.10"), model.version());
        assertEquals(Optional.of("BSD-2-Clause"), model.licence());
        assertEquals("Ada Beispiel", model.authors().get(0).name());
        assertEquals("0.5.4", model.formatVersion());
        assertEquals(folder.toString(), model.location());
        assertEquals(3, model.inputs().size());
        assertEquals("prediction", model.outputs().get(0).id());
        assertEquals(Optional.of("# Model card\n"), model.documentation());
        assertArrayEquals(FakePackage.DENOISER, model.weights().read());
        assertArrayEquals(FakePackage.ENCODER, model.encoder().orElseThrow().read());
        assertEquals(
                Sha256.of(FakePackage.ENCODER), model.encoder().orElseThrow().sha256());
    }

    @Test
    void identityIsTheSameForFolderZipAndOtherFileNames() throws IOException {
        String folder = PackageReader.open(FakePackage.segdiff().folder(temp.resolve("a")))
                .sha256();
        String zip = PackageReader.open(FakePackage.segdiff().zip(temp.resolve("b.zip")))
                .sha256();
        String zippedFolder = PackageReader.open(FakePackage.segdiff().zip(temp.resolve("c.zip"), "c/"))
                .sha256();
        Path renamed = FakePackage.segdiff().folder(temp.resolve("d"));
        Files.move(renamed.resolve("rdf.yaml"), renamed.resolve("bioimageio.yaml"));
        assertEquals(folder, zip);
        assertEquals(folder, zippedFolder);
        assertEquals(folder, PackageReader.open(renamed).sha256());
    }

    @Test
    void identityIsTheHashOfTheHashes() throws IOException {
        FakePackage files = FakePackage.segdiff();
        String lines = Sha256.of(files.rdf()) + "\n" + Sha256.of(FakePackage.DENOISER) + "\n"
                + Sha256.of(FakePackage.ENCODER) + "\n";
        String identity = PackageReader.open(files.folder(temp.resolve("a"))).sha256();
        assertEquals(Sha256.of(lines.getBytes(StandardCharsets.US_ASCII)), identity);
        FakePackage edited = FakePackage.segdiff().edit("steps: 4", "steps: 5");
        assertNotEquals(
                identity, PackageReader.open(edited.folder(temp.resolve("b"))).sha256());
    }

    @Test
    void anotherProgramsFilesHaveNoEffect() throws IOException {
        byte[] hostile = "engine=Python\noption.modelName=evil\n".getBytes(StandardCharsets.UTF_8);
        FakePackage files =
                FakePackage.segdiff().with("serving.properties", hostile).with("model.py", hostile);
        assertEquals(
                PackageReader.open(FakePackage.segdiff().folder(temp.resolve("a")))
                        .sha256(),
                PackageReader.open(files.folder(temp.resolve("b"))).sha256());
    }

    @Test
    void describesAnyModelButOpensOnlyDiffusionModels() throws IOException {
        Path folder = FakePackage.of("features.yaml").folder(temp.resolve("other"));
        assertEquals(
                "affable-example",
                PackageReader.describe(PackageSources.open(folder)).id().orElseThrow());
        assertFails(
                folder.resolve("rdf.yaml")
                        + ": config.imagej-diffusion: is missing: 'Every feature_of (0.5) + more' is",
                () -> PackageReader.open(folder));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "source: weights.onnx | source: ../../weights.onnx | weights.onnx.source: '../../weights.onnx' leads out of the package",
                "source: weights.onnx | source: /etc/passwd | weights.onnx.source: '/etc/passwd' is an absolute path",
                "source: weights.onnx | source: 'a\\..\\w' | weights.onnx.source: 'a\\..\\w' contains a backslash",
                "source: weights.onnx | source: 'https://example.com/w.onnx' | weights.onnx.source: 'https://example.com/w.onnx' is a URL, and a model is never fetched",
                "source: encoder.onnx | source: ../encoder.onnx | config.imagej-diffusion.graphs.encoder.source: '../encoder.onnx' leads out",
                "source: encoder.onnx | source: 'https://example.com/e' | config.imagej-diffusion.graphs.encoder.source: 'https://example.com/e' is a URL",
                "attachments: | attachments: [{source: 'https://example.com/e'}] # | attachments[0].source: 'https://example.com/e' is a URL",
                "attachments: | attachments: [{source: ../x}] # | attachments[0].source: '../x' leads out of the package",
                "attachments: | attachments: [{source: gone.txt}] # | attachments[0].source: points to 'gone.txt', which is not in the package",
                "opset_version: 17 | opset_version: 17, external_data: {source: w.data} | weights.onnx.external_data: cannot be used",
            })
    void refusesWhatTheDescriptionPointsTo(String from, String to, String message) throws IOException {
        FakePackage files = FakePackage.segdiff();
        // The line of attachments that follows would otherwise be left without its key.
        if (from.equals("attachments:")) {
            files.edit("attachments:\n  - {source: encoder.onnx", "attachments:\n  # {source: encoder.onnx");
        }
        files.edit(from, to);
        Path folder = files.folder(temp.resolve("x"));
        assertFails(folder.resolve("rdf.yaml") + ": " + message, () -> PackageReader.open(folder));
    }

    @Test
    void aUrlForWeightsNobodyUsesIsNoHindrance() throws IOException {
        FakePackage files =
                FakePackage.segdiff().edit("  onnx:", "  torchscript: {source: 'https://example.com/w.pt'}\n  onnx:");
        assertEquals("x", PackageReader.open(files.folder(temp.resolve("x"))).shortName());
    }

    @Test
    void weightsNobodyUsesMayBeAbsentButNotWrong() throws IOException {
        FakePackage unsafe = FakePackage.segdiff().edit("  onnx:", "  torchscript: {source: ../w.pt}\n  onnx:");
        assertFails("weights.torchscript.source: '../w.pt' leads out of the package", unsafe);
        FakePackage hashed = FakePackage.segdiff()
                .edit("  onnx:", "  torchscript: {source: w.pt, sha256: " + "0".repeat(64) + "}\n  onnx:");
        assertEquals("x", PackageReader.open(hashed.folder(temp.resolve("x"))).shortName());
        assertFails("weights.torchscript.source: points to 'w.pt', whose", hashed.with("w.pt", new byte[] {1}));
    }

    @Test
    void refusesAWrongHash() throws IOException {
        byte[] other = FakePackage.onnx("another");
        assertFails(
                "whose SHA-256 is " + Sha256.of(other) + " instead of " + Sha256.of(FakePackage.DENOISER),
                FakePackage.segdiff().with("weights.onnx", other));
        assertFails(
                "config.imagej-diffusion.graphs.encoder.source: points to 'encoder.onnx', whose SHA-256 is",
                FakePackage.segdiff().with("encoder.onnx", other));
        assertFails(
                "attachments[1].source: points to 'README.md', whose SHA-256 is",
                FakePackage.segdiff()
                        .edit("attachments:", "attachments:\n  - {source: encoder.onnx}")
                        .edit("{source: encoder.onnx, sha256: ", "{source: README.md, sha256: "));
        assertFails(
                "graphs.encoder.source: has another sha256 here than under attachments",
                FakePackage.segdiff()
                        .edit("{source: encoder.onnx, sha256: ", "{source: encoder.onnx, sha256: 00")
                        .edit(
                                Sha256.of(FakePackage.ENCODER) + "}",
                                Sha256.of(FakePackage.ENCODER).substring(2) + "}"));
    }

    @Test
    void everyNetworkNeedsAHash() throws IOException {
        assertFails(
                "weights.onnx.source: has no sha256, but every network of a diffusion model needs one",
                FakePackage.segdiff().edit("weights.onnx, sha256", "weights.onnx, hash"));
        assertFails(
                "graphs.encoder.source: has no sha256",
                FakePackage.segdiff()
                        .edit("encoder.onnx, sha256", "encoder.onnx, hash")
                        .edit("        sha256", "        hash"));
        FakePackage attached = FakePackage.segdiff().edit("        sha256", "        hash");
        assertTrue(
                PackageReader.open(attached.folder(temp.resolve("y"))).encoder().isPresent());
    }

    @Test
    void refusesFilesThatAreNoNetworks() throws IOException {
        assertFails(
                "weights.onnx.source: points to 'weights.onnx', which is empty",
                FakePackage.segdiff().withDenoiser(new byte[0]));
        assertFails(
                "which is not a usable ONNX model: ",
                FakePackage.segdiff().withDenoiser("<html>404 Not Found</html>".getBytes(StandardCharsets.UTF_8)));
        byte[] whole = FakePackage.DENOISER;
        assertFails(
                "not a usable ONNX model: it ends",
                FakePackage.segdiff().withDenoiser(Arrays.copyOf(whole, whole.length - 6)));
        assertFails(
                "points to 'weights.onnx', whose SHA-256 is",
                FakePackage.segdiff().with("weights.onnx", Arrays.copyOf(whole, whole.length - 6)));
        assertFails("weights.onnx: there is no such file", FakePackage.segdiff().without("weights.onnx"));
    }

    @Test
    void theDenoiserIsTheOnnxWeights() throws IOException {
        assertFails(
                "config.imagej-diffusion.graphs.denoiser.source: must be the file of weights.onnx, 'weights.onnx', but is "
                        + "'encoder.onnx'",
                FakePackage.segdiff().edit("        source: weights.onnx", "        source: encoder.onnx"));
        assertFails(
                "weights.onnx: is missing, but only ONNX weights can be used",
                FakePackage.segdiff().edit("  onnx: {", "  torchscript: {"));
    }

    @Test
    void refusesAHugeDescription() throws IOException {
        byte[] huge = new byte[(1 << 20) + 1];
        Arrays.fill(huge, (byte) '#');
        Path folder = Files.createDirectory(temp.resolve("huge"));
        Files.write(folder.resolve("rdf.yaml"), huge);
        assertFails(folder.resolve("rdf.yaml") + ": is larger than the 1 MB allowed", () -> PackageReader.open(folder));
    }

    @Test
    void stopsReadingAHugeNetwork() throws IOException {
        Path folder = FakePackage.segdiff().folder(temp.resolve("x"));
        PackageFiles files = new PackageFiles(PackageSources.open(folder), "rdf.yaml", FakePackage.DENOISER.length - 1);
        FileReference weights =
                new FileReference("weights.onnx", Optional.of(Sha256.of(FakePackage.DENOISER)), "weights.onnx.source");
        assertFails(folder.resolve("weights.onnx") + ": is larger than the", () -> files.graph(weights));
    }

    @Test
    void refusesAFolderWithoutDescription() throws IOException {
        Path empty = Files.createDirectory(temp.resolve("empty"));
        assertFails(
                empty + ": is not a model package: it has no rdf.yaml, bioimageio.yaml, model.yaml",
                () -> PackageReader.open(empty));
    }

    @Test
    void noticesAFileThatChangesWhileInUse() throws IOException {
        Path folder = FakePackage.segdiff().folder(temp.resolve("x"));
        ModelPackage model = PackageReader.open(folder);
        byte[] changed = FakePackage.DENOISER.clone();
        changed[8] ^= 1;
        Files.write(folder.resolve("weights.onnx"), changed);
        assertFails(folder.resolve("weights.onnx") + ": was changed while it was in use", model.weights()::read);
        Files.delete(folder.resolve("weights.onnx"));
        assertFails("there is no such file", model.weights()::read);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "making links needs a privilege there")
    void refusesALinkOutOfThePackage() throws IOException {
        Path outside = Files.write(temp.resolve("outside.onnx"), FakePackage.DENOISER);
        Path folder = FakePackage.segdiff().without("weights.onnx").folder(temp.resolve("x"));
        Files.createSymbolicLink(folder.resolve("weights.onnx"), outside);
        assertFails(
                folder.resolve("weights.onnx") + ": is a link that leads out of the package",
                () -> PackageReader.open(folder));
    }

    @Test
    void aCardElsewhereIsNotRead() throws IOException {
        Files.writeString(temp.resolve("secret.md"), "secret");
        FakePackage files = FakePackage.segdiff().edit("documentation: README.md", "documentation: ../secret.md");
        assertEquals(
                Optional.empty(),
                PackageReader.open(files.folder(temp.resolve("x"))).documentation());
    }

    private void assertFails(String message, FakePackage files) throws IOException {
        Path folder = files.folder(Files.createTempDirectory(temp, "package"));
        assertFails(message, () -> PackageReader.open(folder));
    }

    private static void assertFails(String message, Executable action) {
        String actual = assertThrows(ModelPackageException.class, action).getMessage();
        assertTrue(actual.contains(message), actual);
        assertFalse(actual.contains("\n"), actual);
    }
}
