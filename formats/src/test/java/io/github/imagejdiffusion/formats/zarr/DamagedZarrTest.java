package io.github.imagejdiffusion.formats.zarr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.Series;
import io.github.imagejdiffusion.formats.zarr.ZarrFixture.Array;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.zip.DeflaterOutputStream;
import net.imglib2.FinalInterval;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken and hostile folders: one line that names the file, never a library's exception or a full heap. */
class DamagedZarrTest {

    private static final String ATTRIBUTES =
            """
            {"multiscales": [{"version": "0.4", "name": "n", %s,
              "datasets": [{"path": "0", "coordinateTransformations": [{"type": "scale", "scale": [1, 1, 2, 0.5, 0.25]}]}]}],
             "omero": {"channels": [{"label": "DAPI"}]}}"""
                    .formatted(ZarrFixture.AXES_5D);

    @TempDir
    Path temp;

    private Path folder;
    private Path array;

    @BeforeEach
    void writeAWholeOne() throws IOException {
        folder = temp.resolve("a.zarr");
        array = folder.resolve("0");
        ZarrFixture.attributes(folder, ATTRIBUTES);
        Array.of(new long[] {1, 1, 2, 6, 8}, 1, 1, 1, 4, 4).write(array, i -> i[3] * 8 + i[4]);
    }

    private String fails() {
        FormatsException e = assertThrows(FormatsException.class, () -> {
            try (ImageFile file = ImageFiles.open(folder)) {
                file.plane(0, 0, 0, 0);
            }
        });
        assertTrue(e.getMessage().startsWith(folder.toString()), e.getMessage());
        assertTrue(e.getMessage().contains("; "), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
        return e.getMessage();
    }

    private void describe(String field, String value) throws IOException {
        Path file = array.resolve(".zarray");
        String text = Files.readString(file);
        String changed = text.replaceFirst(
                "\"" + field + "\": ([^\\[{}\",]+|\"[^\"]*\"|\\[[^]]*\\])",
                "\"" + field + "\": " + Matcher.quoteReplacement(value));
        assertTrue(!changed.equals(text), field);
        Files.writeString(file, changed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "zarr_format | 3 | version 2",
                "shape | [1, 1, 2, 6] | 'chunks' has 5 sizes",
                "shape | [1, 1, 2, 6, 0] | from 1 on",
                "shape | [1, 1, 2, 6, -8] | from 1 on",
                "shape | [1, 1, 2, 6, 8.5] | from 1 on",
                "shape | [1, 1, 2, 6, 1e999999999] | from 1 on",
                "shape | [1, 1, 2, 6, 3000000000] | 3000000000 elements along X",
                "shape | [1, 1, 2, 100000, 100000] | chunks in each plane",
                "shape | [] | 'chunks' has 5",
                "shape | 8 | no list",
                "shape | null | is missing",
                "chunks | [1, 1, 1, 4, 0] | from 1 on",
                "chunks | [1, 1, 1, 4, 1073741824] | chunks of more than 512 MB",
                "chunks | [1024, 1024, 1024, 1024, 1024] | chunks of more than 512 MB",
                "chunks | [1, 1, 1, 16384, 16384] | too few",
                "dtype | `\"<u8\"` | pixel type <u8",
                "dtype | `\"<f2\"` | pixel type <f2",
                "dtype | `\"|u2\"` | pixel type |u2",
                "dtype | [[`\"a\"`, `\"<u2\"`]] | no text",
                "order | `\"K\"` | 'C' or 'F'",
                "dimension_separator | `\"-\"` | '.' or '/'",
                "compressor | {`\"id\"`: `\"lzma\"`} | compression 'lzma', which is not supported (but blosc, gzip, zlib, zstd and none)",
                "compressor | {} | 'compressor.id' is missing",
                "compressor | {`\"id\"`: `\"zlib\"`} | is damaged",
                "compressor | {`\"id\"`: `\"zstd\"`} | is damaged",
                "compressor | {`\"id\"`: `\"blosc\"`} | blosc",
                "filters | [{`\"id\"`: `\"delta\"`}] | filter delta",
                "fill_value | `\"white\"` | no number"
            })
    void saysWhatIsWrongWithAnArray(String field, String value, String expected) throws IOException {
        describe(field, value.replace("`", ""));
        String message = fails();
        assertTrue(message.contains(expected), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | broken JSON",
                "[] | no JSON object",
                "{} | has no image",
                "{'multiscales': 1} | is no list",
                "{'multiscales': [1]} | is no object",
                "{'multiscales': [{}]} | must have 1 to 64 levels",
                "{'multiscales': [{'datasets': [{}]}]} | field 'multiscales[0].datasets[0].path' is missing",
                "{'multiscales': [{'datasets': [{'path': '1'}]}]} | .zarray: is missing",
                "{'multiscales': [{'datasets': [{'path': '../a.zarr/0'}]}]} | no path inside",
                "{'multiscales': [{'datasets': [{'path': '/etc'}]}]} | no path inside",
                "{'multiscales': [{'datasets': [{'path': ''}]}]} | no path inside",
                "{'multiscales': [{'datasets': [{'path': '0/../0'}]}]} | no path inside",
                "{'multiscales': [{'datasets': [{'path': '0\\u0000'}]}]} | no path",
                "{'multiscales': [{'axes': ['y', 'x'], 'datasets': [{'path': '0'}]}]} | 5 dimensions, but there are 2 axes",
                "{'multiscales': [{'axes': ['y', 'y'], 'datasets': [{'path': '0'}]}]} | mean the same",
                "{'multiscales': [{'axes': ['t', 'y'], 'datasets': [{'path': '0'}]}]} | must name the axes x and y",
                "{'multiscales': [{'axes': ['q', 'c', 'w', 'y', 'x'], 'datasets': [{'path': '0'}]}]} | mean the same",
                "{'multiscales': [{'axes': ['t', 'c', 'w', 'y', 'x'], 'datasets': [{'path': '0'}]}]} | none of t, c, z, y and x",
                "{'plate': {}} | has no image",
                "{'plate': {'wells': [{}]}} | field 'plate.wells[0].path' is missing",
                "{'plate': {'wells': [{'path': '../A/1'}]}} | no path inside",
                "{'plate': {'wells': [{'path': 'A/1'}]}} | not there, A/1/"
            })
    void saysWhatIsWrongWithAGroup(String attributes, String expected) throws IOException {
        Files.writeString(folder.resolve(".zattrs"), attributes.replace('\'', '"'));
        String message = fails();
        assertTrue(message.contains(expected), message);
    }

    @Test
    void refusesOtherVersionsAndKinds() throws IOException {
        Path three = temp.resolve("three");
        ZarrFixture.text(three.resolve("zarr.json"), "{\"zarr_format\": 3}");
        String message = assertThrows(FormatsException.class, () -> ImageFiles.open(three))
                .getMessage();
        assertTrue(message.contains("version 3") && message.contains("0.4"), message);
        message = assertThrows(FormatsException.class, () -> ImageFiles.open(array))
                .getMessage();
        assertTrue(message.contains("single zarr array"), message);
        Path empty = Files.createDirectory(temp.resolve("empty.zarr"));
        message = assertThrows(FormatsException.class, () -> ImageFiles.open(empty))
                .getMessage();
        assertTrue(message.contains("has no image"), message);
    }

    @Test
    void quotesNoMoreThanALineHolds() throws IOException {
        String text = "x".repeat(1_000_000);
        describe("dtype", "\"" + text + "\"");
        assertTrue(fails().length() < 1000);
        Files.writeString(
                folder.resolve(".zattrs"), "{\"multiscales\": [{\"datasets\": [{\"path\": \"../" + text + "\"}]}]}");
        assertTrue(fails().length() < 1000);
    }

    @Test
    void refusesChunksOfAnotherSize() throws IOException {
        Path chunk = array.resolve("0/0/0/0/0");
        byte[] whole = Files.readAllBytes(chunk);
        Files.write(chunk, new byte[whole.length - 1]);
        assertTrue(fails().contains("31 bytes"));
        Files.write(chunk, new byte[whole.length + 1]);
        assertTrue(fails().contains("33 bytes"));
        Files.write(chunk, new byte[1 << 20]);
        assertTrue(fails().contains("more than the"));
        Files.delete(chunk);
        Files.createDirectory(chunk);
        assertTrue(fails().contains("not a regular file"));
    }

    @Test
    void refusesBombs() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream zlib = new DeflaterOutputStream(bytes)) {
            zlib.write(new byte[1 << 20]);
        }
        Files.write(array.resolve("0/0/0/0/0"), bytes.toByteArray());
        describe("compressor", "{\"id\": \"zlib\"}");
        assertTrue(fails().contains("holds more than the 32 bytes"));
        Files.writeString(folder.resolve(".zattrs"), "[".repeat(1_000_000));
        assertTrue(fails().contains("JSON"));
        Files.writeString(folder.resolve(".zattrs"), "[" + "0,".repeat(5_000_000) + "0]");
        assertTrue(fails().contains("more than the"));
    }

    @Test
    void readsNothingOutsideOfItsFolder() throws IOException {
        Path secret = Files.write(temp.resolve("secret"), new byte[32]);
        Path chunk = array.resolve("0/0/0/0/0");
        Files.delete(chunk);
        Files.createSymbolicLink(chunk, secret);
        assertTrue(fails().contains("leads out"));
        Files.delete(chunk);
        Files.createSymbolicLink(chunk, temp.resolve("nowhere"));
        assertTrue(fails().contains("leads nowhere"));
        Files.delete(chunk);
        Files.createSymbolicLink(chunk, Path.of("1"));
        try (ImageFile file = ImageFiles.open(folder)) {
            assertEquals(4, file.plane(0, 0, 0, 0).getAt(0, 0).getRealDouble());
        }
        Path link = Files.createSymbolicLink(temp.resolve("link.zarr"), folder);
        try (ImageFile file = ImageFiles.open(link)) {
            assertEquals(link, file.path());
            assertEquals(4, file.plane(0, 0, 0, 0).getAt(0, 0).getRealDouble());
        }
    }

    /** Whatever happens, it is a result or a FormatsException. */
    private void readAll() {
        try (ImageFile file = ImageFiles.open(folder)) {
            for (int s = 0; s < file.series().size(); s++) {
                Series series = file.series().get(s);
                int width = Math.min(series.sizeX(), 64);
                int height = Math.min(series.sizeY(), 64);
                for (int z = 0; z < Math.min(3, series.sizeZ()); z++) {
                    file.region(s, 0, z, 0, new FinalInterval(width, height));
                }
            }
        } catch (FormatsException e) {
            assertTrue(e.getMessage().startsWith(folder.toString()), e.getMessage());
            assertEquals(1, e.getMessage().lines().count());
        } catch (RuntimeException | Error e) {
            fail("leaked " + e, e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".zattrs", "0/.zarray"})
    void bearsAnyDamageToItsMetadata(String name) throws IOException {
        Path file = folder.resolve(name);
        byte[] whole = Files.readAllBytes(file);
        byte[] usual = "0123456789-.e\"[]{},: ".getBytes(StandardCharsets.US_ASCII);
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 1500; i++) {
            byte[] damaged = whole.clone();
            for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
                damaged[random.nextInt(damaged.length)] =
                        random.nextInt(4) == 0 ? (byte) random.nextInt(256) : usual[random.nextInt(usual.length)];
            }
            int length = random.nextInt(8) == 0 ? random.nextInt(damaged.length) : damaged.length;
            Files.write(file, Arrays.copyOf(damaged, length));
            readAll();
        }
    }
}
