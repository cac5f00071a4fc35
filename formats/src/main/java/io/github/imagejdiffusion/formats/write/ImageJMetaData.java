package io.github.imagejdiffusion.formats.write;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * ImageJ's private metadata: info, slice labels, display ranges and properties, as kinds of entries, their lengths and
 * their bytes. Source: {@code ij.io.TiffEncoder.writeMetaData} of ImageJ 1.54p.
 */
final class ImageJMetaData {

    private static final int MAGIC = 0x494a494a; // IJIJ
    private static final int INFO = 0x696e666f; // info
    private static final int LABELS = 0x6c61626c; // labl
    private static final int RANGES = 0x72616e67; // rang
    private static final int PROPERTIES = 0x70726f70; // prop

    private final List<int[]> kinds = new ArrayList<>();
    private final List<byte[]> entries = new ArrayList<>();

    private ImageJMetaData() {}

    static ImageJMetaData of(StackLayout layout) {
        ImageJMetaData all = new ImageJMetaData();
        all.texts(INFO, layout.info().isEmpty() ? List.of() : List.of(layout.info()));
        all.texts(LABELS, layout.planeLabels());
        if (layout.channels() > 1) {
            all.ranges(layout.displayRanges());
        }
        List<String> properties = new ArrayList<>();
        layout.properties().forEach((key, value) -> properties.addAll(List.of(key, value)));
        all.texts(PROPERTIES, properties);
        return all;
    }

    private void texts(int kind, List<String> texts) {
        if (!texts.isEmpty()) {
            kinds.add(new int[] {kind, texts.size()});
            texts.forEach(text -> entries.add(text.getBytes(StandardCharsets.UTF_16BE)));
        }
    }

    private void ranges(List<DisplayRange> ranges) {
        if (!ranges.isEmpty()) {
            ByteBuffer out = ByteBuffer.allocate(2 * Double.BYTES * ranges.size());
            ranges.forEach(range -> out.putDouble(range.min()).putDouble(range.max()));
            kinds.add(new int[] {RANGES, 1});
            entries.add(out.array());
        }
    }

    boolean isEmpty() {
        return kinds.isEmpty();
    }

    /** The lengths of the list of kinds and of every entry, in bytes. */
    int[] counts() {
        int[] counts = new int[1 + entries.size()];
        counts[0] = kindBytes();
        for (int i = 0; i < entries.size(); i++) {
            counts[i + 1] = entries.get(i).length;
        }
        return counts;
    }

    byte[] bytes() {
        int length = entries.stream().mapToInt(entry -> entry.length).sum();
        ByteBuffer out = ByteBuffer.allocate(kindBytes() + length).putInt(MAGIC);
        kinds.forEach(kind -> out.putInt(kind[0]).putInt(kind[1]));
        entries.forEach(out::put);
        return out.array();
    }

    private int kindBytes() {
        return Integer.BYTES * (1 + 2 * kinds.size());
    }
}
