package loci.formats.meta;

import ome.units.quantity.Length;
import ome.units.quantity.Time;

public interface MetadataRetrieve {
    int getChannelCount(int image);

    String getChannelName(int image, int channel);

    String getImageName(int image);

    Length getPixelsPhysicalSizeX(int image);

    Length getPixelsPhysicalSizeY(int image);

    Length getPixelsPhysicalSizeZ(int image);

    Time getPixelsTimeIncrement(int image);
}
