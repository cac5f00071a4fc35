package io.github.imagejdiffusion.formats.tiff;

import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.Series;
import java.util.ArrayList;
import java.util.List;

/**
 * TIFF without a word about axes: pages of equal size and type are the z planes of one series, as ImageJ opens them.
 * Reduced copies (thumbnails, pyramid levels) are left out.
 */
final class PlainLayout {

    private static final int REDUCED = 1;

    private PlainLayout() {}

    static List<TiffSeries> read(TiffPages pages) {
        List<List<TiffPage>> groups = new ArrayList<>();
        for (int i = 0; i < pages.count(); i++) {
            if (i > 0 && (pages.directory(i).number(Tag.NEW_SUBFILE_TYPE, 0) & REDUCED) != 0) {
                continue;
            }
            TiffPage page = pages.get(i);
            List<TiffPage> group = groups.stream()
                    .filter(g -> g.get(0).matches(page))
                    .findFirst()
                    .orElse(null);
            if (group == null) {
                group = new ArrayList<>();
                groups.add(group);
            }
            group.add(page);
        }
        List<TiffSeries> all = new ArrayList<>();
        for (List<TiffPage> group : groups) {
            all.add(series(pages.input(), group));
        }
        return all;
    }

    private static TiffSeries series(TiffInput input, List<TiffPage> group) {
        TiffPage first = group.get(0);
        boolean palette = first.photometric() == Tag.PHOTOMETRIC_PALETTE;
        TiffSeries.Values values = palette ? TiffSeries.Values.PALETTE : TiffSeries.Values.BRIGHTNESS;
        int channels = Samples.channels(input, first, true);
        Series series = new Series(
                "",
                first.width(),
                first.height(),
                channels,
                group.size(),
                1,
                palette ? PixelType.UINT8 : first.type(),
                palette || first.isColour(),
                Resolution.of(first),
                List.of());
        return new TiffSeries(series, (c, z, t) -> new TiffSeries.Address(group.get(z), c, 0, values));
    }
}
