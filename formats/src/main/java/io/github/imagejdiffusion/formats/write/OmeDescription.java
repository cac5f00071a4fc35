package io.github.imagejdiffusion.formats.write;

import io.github.imagejdiffusion.formats.PixelType;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * OME-XML of schema 2016-06 for one image in one file: sizes, calibration, where each plane is, and, where given, info
 * and properties. Without the optional UUID, so that the same stack gives the same bytes. Without references to
 * characters, which Bio-Formats spoils ({@code loci.common.xml.XMLTools.sanitizeXML} takes the ampersand away), and
 * without units: the schema's defaults, micrometre and second, are meant.
 *
 * <p>Source: https://docs.openmicroscopy.org/ome-model/6.3.1/ome-tiff/specification.html
 */
final class OmeDescription {

    private static final String SCHEMA = "http://www.openmicroscopy.org/Schemas/OME/2016-06";
    private static final String PROPERTIES_ID = "Annotation:0";
    private static final String PROPERTIES_NAMESPACE = "imagej-diffusion/properties";
    /** Stands for characters that XML 1.0 cannot express. */
    private static final int REPLACEMENT = 0xfffd;

    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final StackLayout layout;

    private OmeDescription(StackLayout layout) {
        this.layout = layout;
    }

    static String of(StackLayout layout) {
        OmeDescription description = new OmeDescription(layout);
        description.ome();
        return description.text.toString();
    }

    private void ome() {
        text.append("<OME");
        attribute("xmlns", SCHEMA);
        attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
        attribute("xsi:schemaLocation", SCHEMA + " " + SCHEMA + "/ome.xsd");
        attribute("Creator", "imagej-diffusion");
        text.append(">\n<Image");
        attribute("ID", "Image:0");
        text.append(">\n");
        if (!layout.info().isEmpty()) {
            text.append("<Description>");
            escaped(layout.info());
            text.append("</Description>\n");
        }
        pixels();
        if (!layout.properties().isEmpty()) {
            text.append("<AnnotationRef");
            attribute("ID", PROPERTIES_ID);
            text.append("/>\n");
        }
        text.append("</Image>\n");
        if (!layout.properties().isEmpty()) {
            properties();
        }
        text.append("</OME>");
    }

    private void pixels() {
        text.append("<Pixels");
        attribute("ID", "Pixels:0");
        attribute("DimensionOrder", "XYCZT");
        attribute("Type", type(layout.type()));
        attribute("BigEndian", true);
        attribute("SizeX", layout.width());
        attribute("SizeY", layout.height());
        attribute("SizeC", layout.channels());
        attribute("SizeZ", layout.slices());
        attribute("SizeT", layout.frames());
        quantity("PhysicalSizeX", layout.calibration().pixelWidth());
        quantity("PhysicalSizeY", layout.calibration().pixelHeight());
        quantity("PhysicalSizeZ", layout.calibration().pixelDepth());
        quantity("TimeIncrement", layout.calibration().frameInterval());
        text.append(">\n");
        for (int c = 0; c < layout.channels(); c++) {
            text.append("<Channel");
            attribute("ID", "Channel:0:" + c);
            if (!layout.channelNames().isEmpty()) {
                attribute("Name", layout.channelNames().get(c));
            }
            attribute("SamplesPerPixel", 1);
            text.append("/>\n");
        }
        for (int plane = 0; plane < layout.planes(); plane++) {
            text.append("<TiffData");
            attribute("IFD", plane);
            attribute("FirstC", plane % layout.channels());
            attribute("FirstZ", plane / layout.channels() % layout.slices());
            attribute("FirstT", plane / layout.channels() / layout.slices());
            attribute("PlaneCount", 1);
            text.append("/>\n");
        }
        text.append("</Pixels>\n");
    }

    private static String type(PixelType type) {
        return switch (type) {
            case UINT8 -> "uint8";
            case UINT16 -> "uint16";
            default -> "float";
        };
    }

    private void properties() {
        text.append("<StructuredAnnotations>\n<MapAnnotation");
        attribute("ID", PROPERTIES_ID);
        attribute("Namespace", PROPERTIES_NAMESPACE);
        text.append(">\n<Value>\n");
        for (Map.Entry<String, String> property : layout.properties().entrySet()) {
            text.append("<M");
            attribute("K", property.getKey());
            text.append('>');
            escaped(property.getValue());
            text.append("</M>\n");
        }
        text.append("</Value>\n</MapAnnotation>\n</StructuredAnnotations>\n");
    }

    private void quantity(String name, OptionalDouble value) {
        if (value.isPresent()) {
            attribute(name, value.getAsDouble());
        }
    }

    private void attribute(String name, Object value) {
        text.append(' ').append(name).append("=\"");
        // A parser would do the same to them.
        escaped(value.toString().replaceAll("[\\t\\n\\r]", " "));
        text.append('"');
    }

    private void escaped(String value) {
        value.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                case '"' -> text.append("&quot;");
                default -> text.appendCodePoint(isXml(c) ? c : REPLACEMENT);
            }
        });
    }

    /** Production Char of XML 1.0, section 2.2. */
    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= ' ' && c < Character.MIN_SURROGATE
                || c > Character.MAX_SURROGATE && c < 0xfffe
                || c > 0xffff;
    }
}
