package loci.formats;

import java.io.FileReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Properties;
import loci.formats.meta.MetadataStore;

/**
 * The value of sample s of pixel (x, y) in plane p of image i at resolution r is x + 10 y + 100 p + 7 s + 50 i + 3 r,
 * cut to the pixel type.
 */
public class ImageReader implements IFormatReader {

    public static int opened;
    public static int closed;
    public static int reads;

    private static final int[] BYTES = {1, 1, 2, 2, 4, 4, 4, 8, 1};

    private final Properties file = new Properties();
    private MetadataStore store;
    private boolean flattened = true;
    private boolean open;
    private int series;
    private int resolution;

    public ImageReader() {
        opened++;
    }

    @Override
    public void setFlattenedResolutions(boolean flattened) {
        this.flattened = flattened;
    }

    @Override
    public void setMetadataStore(MetadataStore store) {
        this.store = store;
    }

    @Override
    public void setId(String id) throws FormatException, IOException {
        try (Reader in = new FileReader(id)) {
            file.load(in);
        }
        fail("openFailure");
        if (!"fake".equals(file.getProperty("format"))) {
            throw new UnknownFormatException("Unknown file format: " + id);
        }
        open = true;
        if (store instanceof FakeMetadata metadata) {
            metadata.fill(file);
        }
    }

    private void fail(String key) throws FormatException, IOException {
        switch (file.getProperty(key, "")) {
            case "format" -> throw new FormatException("Invalid\nbyte at 7");
            case "io" -> throw new IOException("disk gone");
            case "runtime" -> throw new ArrayIndexOutOfBoundsException("Index 5 out of bounds");
            case "overflow" -> throw new StackOverflowError();
            case "memory" -> throw new OutOfMemoryError("Java heap space");
            case "part" -> throw new NoClassDefFoundError("io/airlift/compress/Decompressor");
            default -> {}
        }
    }

    @Override
    public void close() throws IOException {
        closed++;
        open = false;
    }

    private int number(String key, int otherwise) {
        if (!open) {
            throw new IllegalStateException("no file is open");
        }
        String level = resolution == 0 ? null : file.getProperty(series + "." + resolution + "." + key);
        return Integer.parseInt(level != null ? level : file.getProperty(series + "." + key, "" + otherwise));
    }

    @Override
    public String getFormat() {
        return "Fake Format";
    }

    @Override
    public int getSeriesCount() {
        return Integer.parseInt(file.getProperty("series", "1"));
    }

    @Override
    public void setSeries(int series) {
        if (series < 0 || series >= getSeriesCount()) {
            throw new IllegalArgumentException("Invalid series: " + series);
        }
        this.series = series;
        this.resolution = 0;
    }

    @Override
    public int getResolutionCount() {
        return flattened ? 1 : Integer.parseInt(file.getProperty(series + ".resolutions", "1"));
    }

    @Override
    public void setResolution(int resolution) {
        if (resolution < 0 || resolution >= getResolutionCount()) {
            throw new IllegalArgumentException("Invalid resolution: " + resolution);
        }
        this.resolution = resolution;
    }

    @Override
    public int getSizeX() {
        return number("sizeX", 8);
    }

    @Override
    public int getSizeY() {
        return number("sizeY", 6);
    }

    @Override
    public int getSizeZ() {
        return number("sizeZ", 1);
    }

    @Override
    public int getSizeC() {
        return number("sizeC", 1);
    }

    @Override
    public int getSizeT() {
        return number("sizeT", 1);
    }

    @Override
    public int getRGBChannelCount() {
        return number("samples", 1);
    }

    @Override
    public int getPixelType() {
        return number("pixelType", 1);
    }

    @Override
    public int getOptimalTileWidth() {
        return number("tileX", getSizeX());
    }

    @Override
    public int getOptimalTileHeight() {
        return number("tileY", getSizeY());
    }

    @Override
    public boolean isLittleEndian() {
        return number("littleEndian", 1) == 1;
    }

    @Override
    public boolean isInterleaved() {
        return number("interleaved", 0) == 1;
    }

    @Override
    public boolean isIndexed() {
        return number("indexed", 0) == 1;
    }

    @Override
    public boolean isFalseColor() {
        return number("falseColor", 0) == 1;
    }

    @Override
    public byte[][] get8BitLookupTable() {
        if (number("palette", 0) == 0) {
            return null;
        }
        byte[][] table = new byte[3][256];
        for (int i = 0; i < 256; i++) {
            table[0][i] = (byte) (255 - i);
            table[1][i] = (byte) (i / 2);
            table[2][i] = 9;
        }
        return table;
    }

    /** Dimension order XYZCT. */
    @Override
    public int getIndex(int z, int c, int t) {
        int groups = getSizeC() / getRGBChannelCount();
        if (z >= getSizeZ() || c >= groups || t >= getSizeT()) {
            throw new IllegalArgumentException("no plane " + z + ", " + c + ", " + t);
        }
        return z + getSizeZ() * (c + groups * t);
    }

    @Override
    public byte[] openBytes(int plane, int x, int y, int width, int height) throws FormatException, IOException {
        reads++;
        fail("readFailure");
        if (x < 0 || y < 0 || x + width > getSizeX() || y + height > getSizeY()) {
            throw new FormatException("Invalid tile size");
        }
        int type = getPixelType();
        int samples = getRGBChannelCount();
        int missing = number("missingBytes", 0);
        byte[] bytes = new byte[width * height * samples * BYTES[type]];
        ByteBuffer to = ByteBuffer.wrap(bytes)
                .order(isLittleEndian() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        for (int sample = 0; sample < samples; sample++) {
            for (int i = 0; i < width * height; i++) {
                int value = x + i % width + 10 * (y + i / width) + 100 * plane + 7 * sample + 50 * series
                        + 3 * resolution;
                int at = isInterleaved() ? i * samples + sample : sample * width * height + i;
                put(to, type, at * BYTES[type], value);
            }
        }
        return missing == 0 ? bytes : java.util.Arrays.copyOf(bytes, bytes.length - missing);
    }

    private static void put(ByteBuffer to, int type, int at, int value) {
        switch (type) {
            case 0, 1 -> to.put(at, (byte) value);
            case 2, 3 -> to.putShort(at, (short) value);
            case 4, 5 -> to.putInt(at, value);
            case 6 -> to.putFloat(at, value + 0.5f);
            case 7 -> to.putDouble(at, value + 0.25);
            default -> to.put(at, (byte) (value & 1));
        }
    }
}
