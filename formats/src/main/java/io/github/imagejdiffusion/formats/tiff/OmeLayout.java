package io.github.imagejdiffusion.formats.tiff;

import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.PhysicalUnits;
import io.github.imagejdiffusion.formats.Series;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/**
 * OME-TIFF: the description of the first page is OME-XML, which maps planes to pages. Source: OME-TIFF specification,
 * https://docs.openmicroscopy.org/ome-model/latest/ome-tiff/specification.html (TiffData). Images spread over several
 * files are refused by naming the other file.
 */
final class OmeLayout {

    /** The distance between planes must be an int, whatever the order of axes. */
    private static final long MOST_PLANES = 1 << 30;
    /** A page may stand for several planes, but the effort must be bounded by the size of the file. */
    private static final int PLANES_PER_PAGE = 4;

    private static final int LEAST_PLANES = 1000;

    private final TiffPages pages;
    private final OmeXml ome;
    private final boolean oneFileName;
    /** Page from which an image without TiffData begins. */
    private int nextPage;
    /** Planes of all images for which a page was named. */
    private long placed;

    private OmeLayout(TiffPages pages, OmeXml ome) {
        this.pages = pages;
        this.ome = ome;
        Set<String> names = ome.images().stream()
                .flatMap(i -> i.tiffData().stream())
                .map(OmeXml.TiffData::file)
                .collect(Collectors.toSet());
        this.oneFileName = names.size() <= 1;
    }

    static List<TiffImage> read(TiffPages pages, String description) {
        OmeXml ome;
        try {
            ome = OmeXml.parse(description);
        } catch (XMLStreamException e) {
            throw new FormatsException(
                    pages.input().path(),
                    "has damaged OME-XML: " + FormatsException.reason(e),
                    "export the file again or rename it to end in .tif after removing its description",
                    e);
        }
        return new OmeLayout(pages, ome).read();
    }

    private List<TiffImage> read() {
        if (!ome.metadataFile().isEmpty()) {
            throw spread(ome.metadataFile());
        }
        if (ome.images().isEmpty()) {
            return PlainLayout.read(pages);
        }
        List<TiffImage> all = new ArrayList<>();
        for (OmeXml.Image image : ome.images()) {
            all.add(image(image));
        }
        return all;
    }

    private TiffImage image(OmeXml.Image image) {
        TiffInput input = pages.input();
        int guess = image.tiffData().isEmpty()
                ? nextPage
                : Math.max(0, image.tiffData().get(0).ifd());
        TiffPage first = page(guess);
        int samples = Samples.channels(input, first, false);
        if (samples > 1 && image.sizeC() % samples != 0) {
            throw input.damaged("its OME-XML says " + image.sizeC() + " channels, its pixels have " + samples);
        }
        int[] sizes = {image.sizeC() / samples, image.sizeZ(), image.sizeT()};
        long planes = (long) image.sizeC() / samples * image.sizeZ();
        if (planes > MOST_PLANES || planes * image.sizeT() > MOST_PLANES) {
            throw input.damaged("its OME-XML says " + planes + " planes for " + image.sizeT() + " time points");
        }
        int[] strides = strides(image.dimensionOrder(), sizes);
        Map<Integer, Integer> map = map(image, (int) (planes * image.sizeT()), strides);
        checkPages(image, map);
        TiffSeries.Locator locator = (c, z, t) -> {
            Integer index = map.get(c / samples * strides[0] + z * strides[1] + t * strides[2]);
            if (index == null) {
                throw new FormatsException(
                        input.path(),
                        "has no pixels for channel " + c + ", z " + z + ", time " + t + " (counted from 0)",
                        "choose other planes or acquire the image again");
            }
            return new TiffSeries.Address(pages.get(index), c % samples, 0, TiffSeries.Values.BRIGHTNESS);
        };
        Series series = new Series(
                image.name(),
                image.sizeX(),
                image.sizeY(),
                image.sizeC(),
                image.sizeZ(),
                image.sizeT(),
                first.type(),
                first.isColour() && image.sizeC() == samples,
                calibration(image),
                channelNames(image));
        return TiffImage.of(pages, new TiffSeries(series, locator), first);
    }

    /** Distance between neighbours along c, z and t in the sequence of planes. */
    private static int[] strides(String order, int[] sizes) {
        int[] strides = new int[3];
        int stride = 1;
        for (char axis : order.substring(2).toCharArray()) {
            int a = "CZT".indexOf(axis);
            strides[a] = stride;
            stride *= sizes[a];
        }
        return strides;
    }

    /** The page of each plane in the sequence of planes; none where the file has no pixels. */
    private Map<Integer, Integer> map(OmeXml.Image image, int planes, int[] strides) {
        Map<Integer, Integer> map = new HashMap<>();
        List<OmeXml.TiffData> blocks = image.tiffData().isEmpty()
                ? List.of(new OmeXml.TiffData(nextPage, 0, 0, 0, planes, "", ""))
                : image.tiffData();
        for (OmeXml.TiffData block : blocks) {
            requireThisFile(block);
            long start = (long) block.firstC() * strides[0]
                    + (long) block.firstZ() * strides[1]
                    + (long) block.firstT() * strides[2];
            int firstPage = Math.max(0, block.ifd());
            int count = block.planeCount() >= 0 ? block.planeCount() : block.ifd() >= 0 ? 1 : planes;
            if (start < 0 || start + count > planes) {
                throw pages.input().damaged("its OME-XML places planes beyond its own sizes");
            }
            placed += count;
            if (placed > Math.max(LEAST_PLANES, (long) PLANES_PER_PAGE * pages.count())) {
                throw pages.input().damaged("its OME-XML places " + placed + " planes on " + pages.count() + " pages");
            }
            for (int k = 0; k < count; k++) {
                map.put((int) start + k, firstPage + k);
            }
            nextPage = firstPage + count;
        }
        return map;
    }

    private void checkPages(OmeXml.Image image, Map<Integer, Integer> map) {
        TiffPage first = null;
        for (int index : map.values()) {
            TiffPage page = page(index);
            first = first == null ? page : first;
            if (page.width() != image.sizeX() || page.height() != image.sizeY() || !page.matches(first)) {
                throw pages.input()
                        .damaged("its OME-XML says " + image.sizeX() + " x " + image.sizeY()
                                + " pixels, page " + (index + 1) + " has " + page.width() + " x " + page.height()
                                + " of type " + page.type());
            }
        }
        if (first == null) {
            throw pages.input().damaged("its OME-XML gives no page for any plane");
        }
    }

    private TiffPage page(int index) {
        if (index >= pages.count()) {
            throw pages.input().damaged("its OME-XML speaks of page " + (index + 1) + " of " + pages.count());
        }
        return pages.get(index);
    }

    private void requireThisFile(OmeXml.TiffData block) {
        if (block.file().isEmpty() || !ome.uuid().isEmpty() && block.uuid().equals(ome.uuid())) {
            return;
        }
        // A file that was renamed still names itself by its old name: with one name there is no other file.
        boolean renamed = oneFileName && ome.uuid().isEmpty();
        if (!renamed && !block.file().equals(String.valueOf(pages.input().path().getFileName()))) {
            throw spread(block.file());
        }
    }

    private FormatsException spread(String other) {
        Path sibling;
        try {
            sibling = pages.input().path().resolveSibling(other);
        } catch (java.nio.file.InvalidPathException e) {
            sibling = null;
        }
        boolean there = sibling != null && Files.exists(sibling);
        return FormatsException.unsupported(
                pages.input().path(),
                "is one of several files of one OME-TIFF image; another is '" + other + "'"
                        + (there ? "" : ", which is missing"),
                "save the image as a single file, for example from Fiji with Bio-Formats");
    }

    private static Calibration calibration(OmeXml.Image image) {
        return new Calibration(
                micrometres(image.physicalSizeX()),
                micrometres(image.physicalSizeY()),
                micrometres(image.physicalSizeZ()),
                scaled(
                        image.timeIncrement(),
                        PhysicalUnits.seconds(image.timeIncrement().unit())),
                Double.isNaN(image.physicalSizeX().value())
                        ? ""
                        : image.physicalSizeX().unit());
    }

    private static OptionalDouble micrometres(OmeXml.Length length) {
        return scaled(length, PhysicalUnits.micrometres(length.unit()));
    }

    private static OptionalDouble scaled(OmeXml.Length length, OptionalDouble factor) {
        return factor.isEmpty()
                ? OptionalDouble.empty()
                : Calibration.ifSensible(length.value() * factor.getAsDouble());
    }

    private static List<String> channelNames(OmeXml.Image image) {
        List<String> names = image.channels().stream().map(OmeXml.Channel::name).toList();
        boolean useful = names.size() == image.sizeC() && names.stream().anyMatch(n -> !n.isEmpty());
        return useful ? names : List.of();
    }
}
