package io.github.imagejdiffusion.formats.tiff;

import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One image of a TIFF file in all resolutions that the file has of it. Smaller copies are either pages of their own
 * ({@link PlainLayout}) or hang on the pages of the full size as sub-directories. Source of the latter: OME-TIFF
 * specification 6.0, "Sub-resolutions".
 *
 * @param levels full size first, each smaller than the one before
 */
record TiffImage(List<TiffSeries> levels) {

    /**
     * An image of which smaller copies are at most those under its own pages.
     *
     * @param first the page of one of its planes
     */
    static TiffImage of(TiffPages pages, TiffSeries full, TiffPage first) {
        List<TiffSeries> levels = new ArrayList<>(List.of(full));
        List<TiffPage> reduced = pages.reducedIfReadable(first);
        TiffPage last = first;
        for (int i = 0; i < reduced.size(); i++) {
            if (reduced.get(i).isReductionOf(last)) {
                last = reduced.get(i);
                levels.add(new TiffSeries(resized(full.series(), last), subDirectory(pages, full, i, last)));
            }
        }
        return new TiffImage(List.copyOf(levels));
    }

    /** The series as it is in a smaller copy: the same field of view in fewer, larger pixels. */
    static Series resized(Series full, TiffPage page) {
        Calibration whole = full.calibration();
        Calibration calibration = new Calibration(
                scaled(whole.pixelWidth(), (double) full.sizeX() / page.width()),
                scaled(whole.pixelHeight(), (double) full.sizeY() / page.height()),
                whole.pixelDepth(),
                whole.frameInterval(),
                whole.unit());
        return new Series(
                full.name(),
                page.width(),
                page.height(),
                full.sizeC(),
                full.sizeZ(),
                full.sizeT(),
                full.pixelType(),
                full.rgb(),
                calibration,
                full.channelNames());
    }

    private static OptionalDouble scaled(OptionalDouble size, double factor) {
        return size.isEmpty() ? size : Calibration.ifSensible(size.getAsDouble() * factor);
    }

    private static TiffSeries.Locator subDirectory(TiffPages pages, TiffSeries full, int index, TiffPage first) {
        return (c, z, t) -> {
            TiffSeries.Address address = full.planes().at(c, z, t);
            List<TiffPage> reduced = pages.reduced(address.page());
            if (index >= reduced.size() || !reduced.get(index).matches(first)) {
                throw pages.input()
                        .damaged("channel " + c + ", z " + z + ", time " + t
                                + " (counted from 0) lacks the smaller copy of " + first.width() + " x "
                                + first.height() + " pixels that the first plane has");
            }
            return new TiffSeries.Address(reduced.get(index), address.sample(), 0, address.values());
        };
    }
}
