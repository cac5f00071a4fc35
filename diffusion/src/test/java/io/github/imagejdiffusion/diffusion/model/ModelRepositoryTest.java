package io.github.imagejdiffusion.diffusion.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.ModelPackageException;
import io.github.imagejdiffusion.diffusion.model.source.BundledPackages;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRepositoryTest {

    private static final String MODELS = "io/github/imagejdiffusion/models";

    @TempDir
    Path temp;

    private Path first;
    private Path second;
    private Path fiji;
    private Path classPath;
    private URLClassLoader loader;

    @BeforeEach
    void makePlaces() throws IOException {
        first = Files.createDirectory(temp.resolve("first"));
        second = Files.createDirectory(temp.resolve("second"));
        fiji = Files.createDirectory(temp.resolve("fiji"));
        classPath = temp.resolve("classes");
        bundle("nuclei", true);
        Files.writeString(classPath.resolve(MODELS + "/index.txt"), "# bundled\nnuclei\n\n");
        loader = loader(classPath);
    }

    @AfterEach
    void close() throws IOException {
        loader.close();
    }

    @Test
    void searchesVariableThenFurtherFoldersThenBundled() throws IOException {
        ModelRepository repository = repository();
        assertEquals("bundled:nuclei", repository.resolve("nuclei").location());
        FakePackage.segdiff().folder(fiji.resolve("nuclei"));
        assertEquals(
                fiji.resolve("nuclei").toString(), repository.resolve("nuclei").location());
        FakePackage.segdiff().zip(second.resolve("nuclei.zip"));
        assertEquals(
                second.resolve("nuclei.zip").toString(),
                repository.resolve("nuclei").location());
        FakePackage.segdiff().zip(first.resolve("nuclei.zip"));
        assertEquals(
                first.resolve("nuclei.zip").toString(),
                repository.resolve("nuclei").location());
        FakePackage.segdiff().folder(first.resolve("nuclei"));
        assertEquals(
                first.resolve("nuclei").toString(), repository.resolve("nuclei").location());
    }

    @Test
    void anExplicitPathComesFirst() throws IOException {
        Path zip = FakePackage.segdiff().zip(temp.resolve("elsewhere/nuclei.zip"));
        assertEquals(zip.toString(), repository().resolve(zip.toString()).location());
        Path folder = FakePackage.segdiff().folder(temp.resolve("elsewhere/other"));
        assertEquals(folder.toString(), repository().resolve(folder.toString()).location());
        Path plain = Files.createDirectory(temp.resolve("elsewhere/plain"));
        String message = assertThrows(
                        ModelPackageException.class, () -> repository().resolve(plain.toString()))
                .getMessage();
        assertTrue(message.startsWith(plain + ": is not a model package"), message);
    }

    @Test
    void findsAModelByTheIdOrNameInItsDescription() throws IOException {
        Path odd = FakePackage.segdiff().edit("diffusing-otter", "odd-id").folder(first.resolve("folder-7"));
        Files.createDirectories(first.resolve("broken"));
        Files.writeString(first.resolve("broken/rdf.yaml"), "nonsense");
        assertEquals(odd.toString(), repository().resolve("odd-id").location());
        assertEquals(
                odd.toString(),
                repository().resolve("Nuclei in fluorescence (test)").location());
        assertEquals("bundled:nuclei", repository().resolve("diffusing-otter").location());
    }

    @Test
    void aBrokenPackageOfTheNameIsNotPassedOver() throws IOException {
        FakePackage.segdiff().with("weights.onnx", new byte[3]).folder(first.resolve("nuclei"));
        String message = assertThrows(
                        ModelPackageException.class, () -> repository().resolve("nuclei"))
                .getMessage();
        assertTrue(message.startsWith(first.resolve("nuclei").resolve("rdf.yaml") + ": weights.onnx"), message);
    }

    @Test
    void aFolderThatIsItselfAPackageIsOne() throws IOException {
        Path folder = FakePackage.segdiff().folder(temp.resolve("single"));
        ModelRepository repository = new ModelRepository(folder.toString(), List.of(), new BundledPackages(loader));
        assertEquals(folder.toString(), repository.resolve("single").location());
    }

    @Test
    void anUnknownModelListsTheKnownOnes() throws IOException {
        FakePackage.segdiff().folder(first.resolve("cells"));
        FakePackage.segdiff().without("encoder.onnx").folder(first.resolve("spots"));
        UnknownModelException error =
                assertThrows(UnknownModelException.class, () -> repository().resolve("nucleii"));
        assertEquals("unknown model 'nucleii'; did you mean 'nuclei'? known models: cells, nuclei", error.getMessage());
        assertEquals(List.of("cells", "nuclei"), error.known());
        assertEquals(
                "unknown model 'no/such/path'; known models: cells, nuclei",
                assertThrows(UnknownModelException.class, () -> repository().resolve("no/such/path"))
                        .getMessage());
        assertThrows(UnknownModelException.class, () -> repository().resolve(""));
        assertThrows(UnknownModelException.class, () -> repository().resolve("a\u0000b"));
    }

    @Test
    void whereThereIsNoModelTheMessageSaysWhereItLooked() throws IOException {
        try (URLClassLoader empty = loader(fiji)) {
            ModelRepository repository =
                    new ModelRepository(first.toString(), List.of(second), new BundledPackages(empty));
            String message = assertThrows(UnknownModelException.class, () -> repository.resolve("x"))
                    .getMessage();
            assertEquals(
                    "unknown model 'x'; there is no model in " + first + ", " + second + ", bundled models", message);
        }
    }

    @Test
    void listsEveryPackageBrokenOnesWithTheReason() throws IOException {
        FakePackage.segdiff().folder(first.resolve("cells"));
        FakePackage.segdiff().with("weights.onnx", new byte[3]).folder(first.resolve("damaged"));
        Files.write(first.resolve("junk.zip"), new byte[] {1, 2, 3});
        Files.createDirectories(first.resolve("not-a-package"));
        Files.writeString(first.resolve("notes.txt"), "x");
        FakePackage.of("minimal.yaml").folder(fiji.resolve("other-model"));
        FakePackage.segdiff().zip(fiji.resolve("cells.zip"));
        Files.writeString(classPath.resolve(MODELS + "/index.txt"), "nuclei\nincomplete\nghost\n");
        bundle("incomplete", false);

        List<ModelListing> list = repository().list();
        assertEquals(
                List.of("cells", "damaged", "junk", "cells", "other-model", "ghost", "incomplete", "nuclei"),
                list.stream().map(ModelListing::name).collect(Collectors.toList()));
        assertTrue(list.get(0).model().isPresent() && !list.get(0).hidden());
        assertTrue(list.get(3).hidden());
        assertProblem(list.get(1), "weights.onnx.source: points to 'weights.onnx', whose SHA-256 is");
        assertProblem(list.get(2), "is not a whole zip file");
        assertProblem(list.get(4), "is a bioimage.io model, but not a diffusion model");
        assertProblem(list.get(5), "the class path has no list of its files, files.txt");
        assertProblem(list.get(6), "bundled:incomplete/weights.onnx: there is no such file on the class path");
        assertEquals("bundled:nuclei", list.get(7).location());
        assertTrue(list.get(7).model().isPresent());
    }

    @Test
    void bundledModelsHaveTheIdentityOfTheirFolder() throws IOException {
        Path folder = FakePackage.segdiff().folder(temp.resolve("copy"));
        assertEquals(
                PackageReader.open(folder).sha256(),
                repository().resolve("nuclei").sha256());
    }

    @Test
    void severalJarsMayBringModels() throws IOException {
        Path more = temp.resolve("more");
        FakePackage.segdiff().folder(more.resolve(MODELS + "/cells"));
        Files.writeString(
                more.resolve(MODELS + "/cells/files.txt"), "rdf.yaml\nweights.onnx\nencoder.onnx\nREADME.md\n");
        Files.writeString(more.resolve(MODELS + "/index.txt"), "cells\n");
        try (URLClassLoader both = loader(classPath, more)) {
            assertEquals(List.of("cells", "nuclei"), new BundledPackages(both).names());
        }
    }

    @Test
    void anEmptyVariableMeansNoFolder() {
        ModelRepository repository = new ModelRepository(
                " " + File.pathSeparator + File.pathSeparator,
                List.of(temp.resolve("gone")),
                new BundledPackages(loader));
        assertEquals(1, repository.list().size());
        assertEquals(
                1,
                new ModelRepository(null, List.of(), new BundledPackages(loader))
                        .list()
                        .size());
    }

    private ModelRepository repository() {
        return new ModelRepository(first + File.pathSeparator + second, List.of(fiji), new BundledPackages(loader));
    }

    private void bundle(String name, boolean whole) throws IOException {
        Path folder = FakePackage.segdiff().folder(classPath.resolve(MODELS + "/" + name));
        Files.writeString(
                folder.resolve("files.txt"), "rdf.yaml\nencoder.onnx\nREADME.md\n" + (whole ? "weights.onnx\n" : ""));
    }

    private static URLClassLoader loader(Path... roots) throws MalformedURLException {
        URL[] urls = new URL[roots.length];
        for (int i = 0; i < roots.length; i++) {
            urls[i] = roots[i].toUri().toURL();
        }
        // No parent: the class path of the tests may have bundled models of its own.
        return new URLClassLoader(urls, null);
    }

    private static void assertProblem(ModelListing listing, String reason) {
        assertFalse(listing.model().isPresent());
        String message = listing.problem().orElseThrow().getMessage();
        assertTrue(message.contains(reason), message);
    }
}
