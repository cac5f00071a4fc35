package loci.formats;

import java.io.IOException;
import loci.formats.meta.MetadataStore;

public interface IFormatReader {
    void setFlattenedResolutions(boolean flattened);

    void setMetadataStore(MetadataStore store);

    void setId(String id) throws FormatException, IOException;

    void close() throws IOException;

    String getFormat();

    int getSeriesCount();

    void setSeries(int series);

    int getResolutionCount();

    void setResolution(int resolution);

    int getSizeX();

    int getSizeY();

    int getSizeZ();

    int getSizeC();

    int getSizeT();

    int getRGBChannelCount();

    int getPixelType();

    int getOptimalTileWidth();

    int getOptimalTileHeight();

    boolean isLittleEndian();

    boolean isInterleaved();

    boolean isIndexed();

    boolean isFalseColor();

    byte[][] get8BitLookupTable() throws FormatException, IOException;

    int getIndex(int z, int c, int t);

    byte[] openBytes(int plane, int x, int y, int width, int height) throws FormatException, IOException;
}
