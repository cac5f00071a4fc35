package io.github.imagejdiffusion.formats.tiff;

import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * TIFF without a word about axes: pages of equal size and type are the z planes of one series, as ImageJ opens them.
 * Pages that show a series of before in fewer pixels are its lower resolutions: those that say so (NewSubfileType), and
 * tiled ones after tiled ones, which slide scanners do not mark. Other reduced copies (thumbnails) are left out.
 */
final class PlainLayout {

    private static final int REDUCED = 1;
    /** Images of which smaller copies are looked for; a slide has one, and a hostile file as many as it likes. */
    private static final int MOST_PYRAMIDS = 64;

    private record Key(boolean reduced, TiffPage.Shape shape) {}

    /** Pages that could be planes of one stack. */
    private record Group(boolean reduced, List<TiffPage> pages) {

        TiffPage first() {
            return pages.get(0);
        }
    }

    private PlainLayout() {}

    static List<TiffImage> read(TiffPages pages) {
        List<Group> groups = groups(pages);
        List<List<Group>> pyramids = new ArrayList<>();
        for (Group group : groups) {
            List<Group> larger = pyramids.stream()
                    .limit(MOST_PYRAMIDS)
                    .filter(p -> continues(p, group))
                    .findFirst()
                    .orElse(null);
            if (larger != null) {
                larger.add(group);
            } else if (!group.reduced()) {
                pyramids.add(new ArrayList<>(List.of(group)));
            }
        }
        return pyramids.stream().map(p -> image(pages, p)).toList();
    }

    private static List<Group> groups(TiffPages pages) {
        Map<Key, Group> groups = new LinkedHashMap<>();
        for (int i = 0; i < pages.count(); i++) {
            boolean reduced = i > 0 && (pages.directory(i).number(Tag.NEW_SUBFILE_TYPE, 0) & REDUCED) != 0;
            TiffPage page = reduced ? pages.getIfReadable(i).orElse(null) : pages.get(i);
            if (page != null) {
                groups.computeIfAbsent(
                                new Key(reduced, page.shape()), key -> new Group(key.reduced(), new ArrayList<>()))
                        .pages()
                        .add(page);
            }
        }
        return List.copyOf(groups.values());
    }

    private static boolean continues(List<Group> pyramid, Group next) {
        Group last = pyramid.get(pyramid.size() - 1);
        boolean meant = next.reduced() || last.first().tiled() && next.first().tiled();
        return meant
                && next.pages().size() == last.pages().size()
                && next.first().isReductionOf(last.first());
    }

    private static TiffImage image(TiffPages pages, List<Group> pyramid) {
        TiffSeries full = series(pages.input(), pyramid.get(0).pages());
        if (pyramid.size() == 1) {
            return TiffImage.of(pages, full, pyramid.get(0).first());
        }
        List<TiffSeries> levels = new ArrayList<>(List.of(full));
        for (Group group : pyramid.subList(1, pyramid.size())) {
            Series resized = TiffImage.resized(full.series(), group.first());
            levels.add(new TiffSeries(resized, locator(group.pages())));
        }
        return new TiffImage(levels);
    }

    private static TiffSeries series(TiffInput input, List<TiffPage> group) {
        TiffPage first = group.get(0);
        boolean palette = first.photometric() == Tag.PHOTOMETRIC_PALETTE;
        boolean grey = palette && group.stream().allMatch(PlainLayout::hasGreyPalette);
        int channels = Samples.channels(input, first, !grey);
        Series series = new Series(
                "",
                first.width(),
                first.height(),
                channels,
                group.size(),
                1,
                palette ? PixelType.UINT8 : first.type(),
                palette && !grey || first.isColour(),
                Resolution.of(first),
                List.of());
        return new TiffSeries(series, locator(group));
    }

    private static boolean hasGreyPalette(TiffPage page) {
        long[] map = page.directory().numbers(Tag.COLOR_MAP);
        int entries = map.length / 3;
        boolean grey = entries > 0;
        for (int i = 0; i < entries; i++) {
            grey &= map[i] == map[entries + i] && map[i] == map[2 * entries + i];
        }
        return grey;
    }

    private static TiffSeries.Locator locator(List<TiffPage> group) {
        boolean palette = group.get(0).photometric() == Tag.PHOTOMETRIC_PALETTE;
        TiffSeries.Values values = palette ? TiffSeries.Values.PALETTE : TiffSeries.Values.BRIGHTNESS;
        return (c, z, t) -> new TiffSeries.Address(group.get(z), c, 0, values);
    }
}
