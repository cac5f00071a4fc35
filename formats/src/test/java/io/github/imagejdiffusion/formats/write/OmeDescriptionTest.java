package io.github.imagejdiffusion.formats.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.PixelType;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import net.imglib2.img.array.ArrayImgs;
import ome.units.UNITS;
import ome.xml.model.MapAnnotation;
import ome.xml.model.OME;
import ome.xml.model.OMEModelImpl;
import ome.xml.model.Pixels;
import ome.xml.model.TiffData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Written OME-XML, held against the schema and the model of the Open Microscopy Environment. */
class OmeDescriptionTest {

    /** Everything that needs escaping. */
    private static final String HARD = "a<b>&\"c\" \u00b5 \ud83d\udd2c \n\t";

    @TempDir
    Path folder;

    private String description(HyperstackBuilder builder) throws IOException {
        try (HyperstackWriter writer = builder.format(StackFormat.OME).open()) {
            for (int i = 0; i < 12; i++) {
                writer.write(ArrayImgs.bytes(3, 4));
            }
            writer.finish();
            return TiffFields.read(writer.path()).description();
        }
    }

    private HyperstackBuilder builder(PixelType type) {
        return HyperstackWriter.builder(folder.resolve("a.tif"), 3, 4, type)
                .channels(2)
                .slices(3)
                .frames(2);
    }

    private HyperstackBuilder full(PixelType type) {
        return builder(type)
                .calibration(new Calibration(
                        OptionalDouble.of(0.1),
                        OptionalDouble.of(1e-5),
                        OptionalDouble.of(2),
                        OptionalDouble.of(1e8),
                        "micron"))
                .info(HARD)
                .property("model", "x 1.0")
                .property("k<\"", HARD);
    }

    private static OME model(String xml) throws Exception {
        Document document = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)));
        OMEModelImpl model = new OMEModelImpl();
        OME ome = new OME(document.getDocumentElement(), model);
        model.resolveReferences();
        return ome;
    }

    private static Schema schema() throws SAXException {
        return SchemaFactory.newDefaultInstance().newSchema(OME.class.getResource("/released-schema/2016-06/ome.xsd"));
    }

    private static void validate(Schema schema, String xml) throws SAXException, IOException {
        schema.newValidator().validate(new StreamSource(new StringReader(xml)));
    }

    @Test
    void isValidByTheSchema() throws Exception {
        Schema schema = schema();
        for (PixelType type : new PixelType[] {PixelType.UINT8, PixelType.UINT16, PixelType.FLOAT}) {
            validate(schema, description(builder(type)));
            validate(schema, description(full(type)));
        }
        String broken = description(builder(PixelType.UINT8)).replace("SizeZ=\"3\"", "SizeZ=\"0\"");
        assertThrows(SAXException.class, () -> validate(schema, broken));
    }

    @Test
    void theModelHasSizesCalibrationAndTexts() throws Exception {
        OME ome = model(description(full(PixelType.UINT16)));
        assertEquals(1, ome.sizeOfImageList());
        Pixels pixels = ome.getImage(0).getPixels();
        assertEquals("XYCZT", pixels.getDimensionOrder().getValue());
        assertEquals("uint16", pixels.getType().getValue());
        assertTrue(pixels.getBigEndian());
        assertEquals(3, pixels.getSizeX().getValue());
        assertEquals(4, pixels.getSizeY().getValue());
        assertEquals(2, pixels.getSizeC().getValue());
        assertEquals(3, pixels.getSizeZ().getValue());
        assertEquals(2, pixels.getSizeT().getValue());
        assertEquals(0.1, pixels.getPhysicalSizeX().value(UNITS.MICROMETER).doubleValue());
        assertEquals(1e-5, pixels.getPhysicalSizeY().value(UNITS.MICROMETER).doubleValue());
        assertEquals(2, pixels.getPhysicalSizeZ().value(UNITS.MICROMETER).doubleValue());
        assertEquals(1e8, pixels.getTimeIncrement().value(UNITS.SECOND).doubleValue());
        assertEquals(2, pixels.sizeOfChannelList());
        assertEquals(HARD, ome.getImage(0).getDescription());
        MapAnnotation properties = (MapAnnotation) ome.getImage(0).getLinkedAnnotation(0);
        assertEquals("model", properties.getValue().get(0).getName());
        assertEquals("x 1.0", properties.getValue().get(0).getValue());
        assertEquals("k<\"", properties.getValue().get(1).getName());
        assertEquals(HARD, properties.getValue().get(1).getValue());
    }

    @Test
    void channelsHaveTheirNames() throws Exception {
        String xml = description(builder(PixelType.UINT8).channelNames(List.of("DAPI", HARD)));
        validate(schema(), xml);
        Pixels pixels = model(xml).getImage(0).getPixels();
        assertEquals("DAPI", pixels.getChannel(0).getName());
        assertEquals(HARD.replaceAll("[\n\t]", " "), pixels.getChannel(1).getName());
        try (ImageFile file = ImageFiles.open(folder.resolve("a.ome.tif"))) {
            assertEquals("DAPI", file.series().get(0).channelNames().get(0));
        }
        HyperstackBuilder one = builder(PixelType.UINT8).channelNames(List.of("DAPI"));
        assertThrows(IllegalArgumentException.class, one::open);
    }

    @Test
    void everyPlaneHasItsPage() throws Exception {
        Pixels pixels = model(description(builder(PixelType.FLOAT))).getImage(0).getPixels();
        assertEquals(12, pixels.sizeOfTiffDataList());
        for (int p = 0; p < 12; p++) {
            TiffData data = pixels.getTiffData(p);
            assertEquals(p, data.getIFD().getValue());
            assertEquals(p % 2, data.getFirstC().getValue());
            assertEquals(p / 2 % 3, data.getFirstZ().getValue());
            assertEquals(p / 6, data.getFirstT().getValue());
            assertEquals(1, data.getPlaneCount().getValue());
        }
    }

    @Test
    void whatIsUnknownIsNotSaid() throws Exception {
        String xml = description(builder(PixelType.UINT8));
        Pixels pixels = model(xml).getImage(0).getPixels();
        assertNull(pixels.getPhysicalSizeX());
        assertNull(pixels.getTimeIncrement());
        assertNull(model(xml).getStructuredAnnotations());
        assertFalse(xml.contains("UUID"), xml);
    }

    @Test
    void charactersThatXmlCannotSayAreReplaced() throws Exception {
        String xml = description(builder(PixelType.UINT8).info("a\u0000b\ud800c\uffff"));
        assertEquals("a\ufffdb\ufffdc\ufffd", model(xml).getImage(0).getDescription());
    }

    /** Bio-Formats takes the ampersand away from references to characters; with that in a unit it gives up. */
    @Test
    void thereAreNoReferencesToCharacters() throws Exception {
        String xml = description(full(PixelType.UINT8).channelNames(List.of(HARD, HARD)));
        assertTrue(xml.contains("\u00b5") && !xml.contains("&#"), xml);
        assertFalse(xml.contains("Unit"), xml);
    }
}
