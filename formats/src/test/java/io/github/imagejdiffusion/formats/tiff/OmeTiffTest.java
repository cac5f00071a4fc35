package io.github.imagejdiffusion.formats.tiff;

import static io.github.imagejdiffusion.formats.Planes.assertPlane;
import static io.github.imagejdiffusion.formats.Planes.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real OME-TIFF files, and the mapping from planes to pages in every order. */
class OmeTiffTest {

    @TempDir
    Path folder;

    @Test
    void readsARealZStack() throws Exception {
        try (ImageFile file = ImageFiles.open(resource("ometiff_noise_zstack.ome.tif"))) {
            assertEquals("OME-TIFF", file.formatName());
            Series s = file.series().get(0);
            assertEquals(List.of(10, 20, 1, 30, 1), List.of(s.sizeX(), s.sizeY(), s.sizeC(), s.sizeZ(), s.sizeT()));
            assertEquals(PixelType.UINT8, s.pixelType());
            assertEquals(0.2, s.calibration().pixelWidth().getAsDouble(), 1e-9);
            assertEquals(0.5, s.calibration().pixelDepth().getAsDouble(), 1e-9);
            double min = Double.MAX_VALUE;
            double max = 0;
            double sum = 0;
            for (int z = 0; z < 30; z++) {
                var plane = file.plane(0, 0, z, 0);
                for (int i = 0; i < 200; i++) {
                    double v = value(plane, i % 10, i / 10);
                    min = Math.min(min, v);
                    max = Math.max(max, v);
                    sum += v;
                }
            }
            assertEquals(16, min);
            assertEquals(251, max);
            assertEquals(126.735, sum / 6000, 5e-4);
        }
    }

    @Test
    void readsARealFileOfTwoChannels() throws Exception {
        try (ImageFile file = ImageFiles.open(resource("ometiff_tiny_2ch.ome.tiff"))) {
            Series s = file.series().get(0);
            assertEquals("Image0", s.name());
            assertEquals(List.of(6, 6, 2, 1, 1), List.of(s.sizeX(), s.sizeY(), s.sizeC(), s.sizeZ(), s.sizeT()));
            assertTrue(s.calibration().pixelWidth().isEmpty());
            assertEquals(6, file.plane(0, 1, 0, 0).dimension(1));
        }
    }

    private static Path resource(String name) throws Exception {
        return Path.of(OmeTiffTest.class.getResource("/" + name).toURI());
    }

    private static String ome(String attributes, String pixels) {
        return "<?xml version=\"1.0\"?><OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\" UUID=\"urn:uuid:me\">"
                + "<Image ID=\"Image:0\" Name=\"one\"><Pixels " + attributes + " SizeX=\"37\" SizeY=\"23\">" + pixels
                + "</Pixels></Image></OME>";
    }

    private Path file(int pages, String description) throws IOException {
        TiffFixture fixture = new TiffFixture();
        fixture.pages = pages;
        fixture.description = description;
        return fixture.write(folder.resolve("a.ome.tif"));
    }

    private static final String SIZES = "SizeC=\"2\" SizeZ=\"3\" SizeT=\"4\"";

    @ParameterizedTest
    @ValueSource(strings = {"XYCZT", "XYCTZ", "XYZCT", "XYZTC", "XYTCZ", "XYTZC"})
    void followsTheDimensionOrder(String order) throws Exception {
        int[] sizes = {2, 3, 4};
        Path path = file(24, ome("DimensionOrder=\"" + order + "\" " + SIZES, "<TiffData/>"));
        TiffFixture.Pixels expected = TiffFixture.formula(16, 1);
        try (ImageFile file = ImageFiles.open(path)) {
            int[] position = new int[3];
            for (int page = 0; page < 24; page++) {
                int rest = page;
                for (char axis : order.substring(2).toCharArray()) {
                    int a = "CZT".indexOf(axis);
                    position[a] = rest % sizes[a];
                    rest /= sizes[a];
                }
                int p = page;
                assertPlane(file.plane(0, position[0], position[1], position[2]), (x, y) -> expected.at(p, 0, x, y));
            }
        }
    }

    @Test
    void followsTiffDataInAnyOrder() throws Exception {
        StringBuilder data = new StringBuilder();
        for (int z = 0; z < 3; z++) {
            data.append("<TiffData FirstZ=\"" + z + "\" IFD=\"" + (2 - z) + "\" PlaneCount=\"1\">"
                    + "<UUID FileName=\"old name.tif\">urn:uuid:me</UUID></TiffData>");
        }
        Path path = file(3, ome("DimensionOrder=\"XYZCT\" SizeC=\"1\" SizeZ=\"3\" SizeT=\"1\"", data.toString()));
        TiffFixture.Pixels expected = TiffFixture.formula(16, 1);
        try (ImageFile file = ImageFiles.open(path)) {
            assertPlane(file.plane(0, 0, 0, 0), (x, y) -> expected.at(2, 0, x, y));
            assertPlane(file.plane(0, 0, 2, 0), (x, y) -> expected.at(0, 0, x, y));
        }
    }

    @Test
    void severalImagesAreSeries() throws Exception {
        String image = "<Image ID=\"Image:%d\" Name=\"n%d\"><Pixels DimensionOrder=\"XYCZT\" SizeX=\"37\" SizeY=\"23\" "
                + "SizeC=\"1\" SizeZ=\"2\" SizeT=\"1\"><TiffData IFD=\"%d\" PlaneCount=\"2\"/></Pixels></Image>";
        Path path = file(4, "<OME>" + image.formatted(0, 0, 0) + image.formatted(1, 1, 2) + "</OME>");
        TiffFixture.Pixels expected = TiffFixture.formula(16, 1);
        try (ImageFile file = ImageFiles.open(path)) {
            assertEquals("n1", file.series().get(1).name());
            assertPlane(file.plane(1, 0, 1, 0), (x, y) -> expected.at(3, 0, x, y));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "\u00b5m, 0.5, 0.5",
        "nm, 130, 0.13",
        "mm, 0.001, 1",
        "reference frame, 2,",
        "\u00c5, 5000, 0.5",
        "m, 1e300,",
        "mm, 1e-300,",
        "m, 1e305,"
    })
    void convertsPhysicalSizes(String unit, double size, Double micrometres) throws Exception {
        String attributes = "DimensionOrder=\"XYCZT\" SizeC=\"2\" SizeZ=\"1\" SizeT=\"1\" PhysicalSizeX=\"" + size
                + "\" PhysicalSizeXUnit=\"" + unit + "\" TimeIncrement=\"2\" TimeIncrementUnit=\"min\"";
        Path path = file(2, ome(attributes, "<Channel Name=\"DAPI\"/><Channel Name=\"actin &amp; more\"/><TiffData/>"));
        try (ImageFile file = ImageFiles.open(path)) {
            Series s = file.series().get(0);
            assertEquals(List.of("DAPI", "actin & more"), s.channelNames());
            assertEquals(120, s.calibration().frameInterval().getAsDouble());
            assertEquals(micrometres != null, s.calibration().pixelWidth().isPresent());
            if (micrometres != null) {
                assertEquals(micrometres, s.calibration().pixelWidth().getAsDouble(), 1e-12);
            }
        }
    }

    @Test
    void rgbPagesHoldThreeChannels() throws Exception {
        TiffFixture fixture = new TiffFixture();
        fixture.samples = 3;
        fixture.photometric = 2;
        fixture.pages = 2;
        fixture.description = ome(
                "DimensionOrder=\"XYCZT\" SizeC=\"3\" SizeZ=\"2\" SizeT=\"1\"",
                "<Channel SamplesPerPixel=\"3\"/><TiffData/>");
        TiffFixture.Pixels expected = TiffFixture.formula(16, 1);
        try (ImageFile file = ImageFiles.open(fixture.write(folder.resolve("a.ome.tif")))) {
            assertTrue(file.series().get(0).rgb());
            assertPlane(file.plane(0, 1, 1, 0), (x, y) -> expected.at(1, 1, x, y));
        }
    }

    private String problem(int pages, String description) throws IOException {
        Path path = file(pages, description);
        String message = assertThrows(FormatsException.class, () -> ImageFiles.open(path))
                .getMessage();
        assertTrue(message.contains(path.toString()), message);
        assertEquals(1, message.lines().count());
        return message;
    }

    @Test
    void namesTheOtherFileOfASet() throws Exception {
        String other = "<TiffData IFD=\"0\" FirstZ=\"0\"><UUID FileName=\"a.ome.tif\">urn:uuid:me</UUID></TiffData>"
                + "<TiffData IFD=\"0\" FirstZ=\"1\"><UUID FileName=\"b.ome.tif\">urn:uuid:you</UUID></TiffData>";
        String sizes = "DimensionOrder=\"XYZCT\" SizeC=\"1\" SizeZ=\"2\" SizeT=\"1\"";
        String message = problem(1, ome(sizes, other));
        assertTrue(message.contains("'b.ome.tif', which is missing"), message);
    }

    @Test
    void namesTheCompanionFile() throws Exception {
        String message = problem(1, "<OME><BinaryOnly MetadataFile=\"set.companion.ome\" UUID=\"urn:uuid:x\"/></OME>");
        assertTrue(message.contains("set.companion.ome"), message);
    }

    @Test
    void refusesContradictions() throws Exception {
        String order = "DimensionOrder=\"XYCZT\" ";
        assertTrue(problem(2, ome(order + SIZES, "<TiffData/>")).contains("page 3 of 2"));
        String huge = "SizeC=\"2000000000\" SizeZ=\"2000000000\" SizeT=\"2000000000\"";
        assertTrue(problem(1, ome(order + huge, "<TiffData/>")).contains("says"));
        assertTrue(problem(1, ome(order + "SizeC=\"1\" SizeZ=\"x\" SizeT=\"1\"", "<TiffData/>"))
                .contains("SizeZ"));
        assertTrue(problem(1, "<OME><Image><Pixels>").contains("OME-XML"));
        String outside = "<TiffData IFD=\"0\" FirstZ=\"2147483647\"/>";
        assertTrue(problem(1, ome(order + "SizeC=\"1\" SizeZ=\"1\" SizeT=\"1\"", outside))
                .contains("beyond"));
    }

    @Test
    void refusesDocumentTypes() throws Exception {
        String message = problem(
                1,
                "<?xml version=\"1.0\"?><!DOCTYPE OME [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                        + "<OME UUID=\"&x;\"><Image/></OME>");
        assertTrue(message.contains("OME-XML"), message);
    }

    @Test
    void saysWhichPlaneHasNoPixels() throws Exception {
        String one = "<TiffData IFD=\"0\" FirstZ=\"0\" PlaneCount=\"1\"/>";
        Path path = file(1, ome("DimensionOrder=\"XYZCT\" SizeC=\"1\" SizeZ=\"2\" SizeT=\"1\"", one));
        try (ImageFile file = ImageFiles.open(path)) {
            assertEquals(37, file.plane(0, 0, 0, 0).dimension(0));
            FormatsException e = assertThrows(FormatsException.class, () -> file.plane(0, 0, 1, 0));
            assertTrue(e.getMessage().contains("z 1"), e.getMessage());
        }
    }
}
