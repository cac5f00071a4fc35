package io.github.imagejdiffusion.formats.tiff;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The part of OME-XML that says where planes are and how large pixels are. Elements are known by their local names, so
 * that all schema versions since 2008 are read. Document types and external entities are refused.
 *
 * @param uuid identity of the file that holds this XML, empty when none
 * @param metadataFile the file that has the real metadata, empty when this is it
 * @param images the images in order
 */
record OmeXml(String uuid, String metadataFile, List<Image> images) {

    /** One Image element with its Pixels. */
    record Image(
            String name,
            String dimensionOrder,
            int sizeX,
            int sizeY,
            int sizeC,
            int sizeZ,
            int sizeT,
            Length physicalSizeX,
            Length physicalSizeY,
            Length physicalSizeZ,
            Length timeIncrement,
            List<Channel> channels,
            List<TiffData> tiffData) {}

    /** A number and its unit; NaN when absent. */
    record Length(double value, String unit) {}

    /** One Channel element; samples is 0 when not given. */
    record Channel(String name, int samples) {}

    /** One TiffData element; ifd and planeCount are -1 when not given, file and uuid empty. */
    record TiffData(int ifd, int firstC, int firstZ, int firstT, int planeCount, String file, String uuid) {}

    static boolean isOme(String description) {
        String text = description.stripLeading();
        return text.startsWith("<") && (text.contains("<OME") || text.contains(":OME"));
    }

    /**
     * @throws XMLStreamException if this is not well-formed, has a document type, or lacks a size
     */
    static OmeXml parse(String text) throws XMLStreamException {
        // The JDK's own parser, whatever else is on the class path.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text.strip()));
        try {
            return new Parser(reader).parse();
        } finally {
            reader.close();
        }
    }

    private static final class Parser {
        private final XMLStreamReader reader;
        private final List<Image> images = new ArrayList<>();
        private String uuid = "";
        private String metadataFile = "";
        private String imageName = "";

        Parser(XMLStreamReader reader) {
            this.reader = reader;
        }

        OmeXml parse() throws XMLStreamException {
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.DTD) {
                    throw new XMLStreamException("document types are not allowed");
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    switch (reader.getLocalName()) {
                        case "OME" -> uuid = text("UUID");
                        case "BinaryOnly" -> metadataFile = text("MetadataFile");
                        case "Image" -> imageName = text("Name");
                        case "Pixels" -> images.add(pixels());
                        default -> {
                            // Instruments, ROIs and annotations do not matter here.
                        }
                    }
                }
            }
            return new OmeXml(uuid, metadataFile, List.copyOf(images));
        }

        private Image pixels() throws XMLStreamException {
            String order = text("DimensionOrder");
            if (!order.matches("XY(CZT|CTZ|ZCT|ZTC|TCZ|TZC)")) {
                throw new XMLStreamException("DimensionOrder '" + order + "'");
            }
            int[] sizes = new int[5];
            String[] names = {"SizeX", "SizeY", "SizeC", "SizeZ", "SizeT"};
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = number(names[i], 0);
                if (sizes[i] < 1) {
                    throw new XMLStreamException(names[i] + " '" + text(names[i]) + "'");
                }
            }
            Length x = length("PhysicalSizeX", "\u00b5m");
            Length y = length("PhysicalSizeY", "\u00b5m");
            Length z = length("PhysicalSizeZ", "\u00b5m");
            Length t = length("TimeIncrement", "s");
            List<Channel> channels = new ArrayList<>();
            List<TiffData> data = new ArrayList<>();
            while (!(reader.next() == XMLStreamConstants.END_ELEMENT
                    && reader.getLocalName().equals("Pixels"))) {
                if (reader.getEventType() == XMLStreamConstants.START_ELEMENT) {
                    switch (reader.getLocalName()) {
                        case "Channel" -> channels.add(new Channel(text("Name"), number("SamplesPerPixel", 0)));
                        case "TiffData" -> data.add(tiffData());
                        default -> {
                            // Plane positions and light paths do not matter here.
                        }
                    }
                }
            }
            return new Image(
                    imageName, order, sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], x, y, z, t, channels, data);
        }

        private TiffData tiffData() throws XMLStreamException {
            int ifd = number("IFD", -1);
            int c = number("FirstC", 0);
            int z = number("FirstZ", 0);
            int t = number("FirstT", 0);
            int count = number("PlaneCount", number("NumPlanes", -1));
            String file = "";
            StringBuilder id = new StringBuilder();
            boolean inUuid = false;
            while (!(reader.next() == XMLStreamConstants.END_ELEMENT
                    && reader.getLocalName().equals("TiffData"))) {
                switch (reader.getEventType()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        inUuid = reader.getLocalName().equals("UUID");
                        file = inUuid ? text("FileName") : file;
                    }
                    case XMLStreamConstants.END_ELEMENT -> inUuid = false;
                    case XMLStreamConstants.CHARACTERS -> id.append(inUuid ? reader.getText() : "");
                    default -> {
                        // Comments do not matter here.
                    }
                }
            }
            return new TiffData(ifd, c, z, t, count, file, id.toString().strip());
        }

        private Length length(String name, String defaultUnit) {
            double value;
            try {
                value = Double.parseDouble(text(name));
            } catch (NumberFormatException absentOrWrong) {
                value = Double.NaN;
            }
            return new Length(
                    value,
                    Optional.ofNullable(reader.getAttributeValue(null, name + "Unit"))
                            .orElse(defaultUnit));
        }

        private int number(String name, int absent) throws XMLStreamException {
            String value = text(name);
            try {
                return value.isEmpty() ? absent : Integer.parseInt(value);
            } catch (NumberFormatException e) {
                throw new XMLStreamException(name + " '" + value + "'", e);
            }
        }

        private String text(String name) {
            String value = reader.getAttributeValue(null, name);
            return value == null ? "" : value.strip();
        }
    }
}
