package io.github.imagejdiffusion.formats.bioformats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bio-Formats absent, broken and found. */
class BioFormatsLibraryTest {

    private static final ClassLoader NOTHING = ClassLoader.getPlatformClassLoader();

    @TempDir
    Path classes;

    @TempDir
    Path folder;

    private Path czi;

    @BeforeEach
    void writeFile() throws IOException {
        czi = Files.writeString(folder.resolve("a.CZI"), "format=fake");
    }

    @Test
    void saysWhatIsMissingAndWhereToPutIt() {
        BioFormatsFormat format = FakeBioFormats.formatOf(NOTHING);
        assertTrue(format.claims(czi), "to say what is missing");
        assertFalse(format.claims(folder.resolve("a.xyz")));
        FormatsException e = assertThrows(FormatsException.class, () -> format.open(czi));
        assertEquals(
                czi + ": Zeiss CZI needs Bio-Formats, which is not here; put bioformats_package.jar on the class path,"
                        + " or save the image as OME-TIFF in Fiji, which has Bio-Formats",
                e.getMessage());
        System.setProperty(BioFormatsFormat.LIB_PROPERTY, "/opt/it/lib");
        try {
            e = assertThrows(FormatsException.class, () -> format.open(czi));
            assertTrue(e.getMessage().contains("; put bioformats_package.jar into /opt/it/lib, or"), e.getMessage());
        } finally {
            System.clearProperty(BioFormatsFormat.LIB_PROPERTY);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "loci/formats/IFormatReader.class",
                "loci/formats/MetadataTools.class",
                "loci/formats/meta/MetadataRetrieve.class",
                "ome/units/UNITS.class"
            })
    void toldApartFromOneThatDoesNotFit(String part) throws IOException {
        FakeBioFormats fake = FakeBioFormats.compile(classes);
        Files.delete(classes.resolve(part));
        try (URLClassLoader loader = fake.loader()) {
            BioFormatsFormat format = FakeBioFormats.formatOf(loader);
            assertFalse(format.claims(folder.resolve("a.xyz")));
            FormatsException e = assertThrows(FormatsException.class, () -> format.open(czi));
            String name = part.replace(".class", "").replace('/', '.');
            assertTrue(e.getMessage().contains("Zeiss CZI needs Bio-Formats. Bio-Formats is here"), e.getMessage());
            assertTrue(
                    e.getMessage().contains("class " + name + " is missing; put bioformats_package.jar of release 6"),
                    e.getMessage());
            assertEquals(1, e.getMessage().lines().count());
        }
    }

    @Test
    void anotherInterfaceIsNamed() throws IOException {
        FakeBioFormats fake = FakeBioFormats.compile(classes, "int getIndex(", "int getPlace(");
        try (URLClassLoader loader = fake.loader()) {
            FormatsException e = assertThrows(FormatsException.class, () -> FakeBioFormats.formatOf(loader)
                    .open(czi));
            assertTrue(
                    e.getMessage().contains("), but does not fit (")
                            && e.getMessage().contains("getIndex"),
                    e.getMessage());
            assertEquals(1, e.getMessage().lines().count());
        }
    }

    @Test
    void onlyTheVersionMayBeUnknown() throws IOException {
        FakeBioFormats fake = FakeBioFormats.compile(classes);
        Files.delete(classes.resolve("loci/formats/FormatTools.class"));
        try (URLClassLoader loader = fake.loader();
                ImageFile file = FakeBioFormats.formatOf(loader).open(czi)) {
            assertEquals("Bio-Formats", file.readerName());
        }
    }

    @Test
    void theFirstLoaderThatSeesItWins() throws Exception {
        FakeBioFormats fake = FakeBioFormats.compile(classes);
        try (URLClassLoader loader = fake.loader()) {
            BioFormatsLibrary library = new BioFormatsLibrary(() -> Arrays.asList(NOTHING, null, loader));
            assertEquals("0.0-fake", library.find().orElseThrow().version());
        }
    }

    @Test
    void absenceIsAskedAgainAndPresenceIsNot() throws Exception {
        FakeBioFormats fake = FakeBioFormats.compile(classes);
        try (URLClassLoader loader = fake.loader()) {
            List<ClassLoader> loaders = new ArrayList<>(List.of(NOTHING));
            BioFormatsLibrary library = new BioFormatsLibrary(() -> loaders);
            assertTrue(library.find().isEmpty());
            loaders.add(loader);
            BioFormatsApi found = library.find().orElseThrow();
            loaders.clear();
            assertEquals(found, library.find().orElseThrow());
        }
    }

    @Test
    void findsItWhereTheThreadDoes() throws Exception {
        FakeBioFormats fake = FakeBioFormats.compile(classes);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = fake.loader()) {
            thread.setContextClassLoader(loader);
            try (ImageFile file = new BioFormatsFormat().open(czi)) {
                assertEquals("Fake Format", file.formatName());
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void metadataAreNotDoneWithout() throws IOException {
        FakeBioFormats fake = FakeBioFormats.compile(classes);
        System.setProperty("fake.noMetadata", "true");
        try (URLClassLoader loader = fake.loader()) {
            FormatsException e = assertThrows(FormatsException.class, () -> FakeBioFormats.formatOf(loader)
                    .open(czi));
            assertTrue(e.getMessage().contains("needs a part of Bio-Formats that is not here"), e.getMessage());
        } finally {
            System.clearProperty("fake.noMetadata");
        }
    }
}
