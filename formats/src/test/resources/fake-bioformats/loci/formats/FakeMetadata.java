package loci.formats;

import java.util.Properties;
import loci.formats.meta.IMetadata;
import ome.units.UNITS;
import ome.units.quantity.Length;
import ome.units.quantity.Time;
import ome.units.unit.Unit;

/** Knows nothing unless a reader had it when it opened its file. */
class FakeMetadata implements IMetadata {
    private Properties file = new Properties();

    void fill(Properties all) {
        file = all;
    }

    @Override
    public int getChannelCount(int image) {
        return Integer.parseInt(file.getProperty(image + ".channelCount", "1"));
    }

    @Override
    public String getChannelName(int image, int channel) {
        return file.getProperty(image + ".channel" + channel);
    }

    @Override
    public String getImageName(int image) {
        return file.getProperty(image + ".name");
    }

    @Override
    public Length getPixelsPhysicalSizeX(int image) {
        return length(image + ".pixelX");
    }

    @Override
    public Length getPixelsPhysicalSizeY(int image) {
        return length(image + ".pixelY");
    }

    @Override
    public Length getPixelsPhysicalSizeZ(int image) {
        return length(image + ".pixelZ");
    }

    @Override
    public Time getPixelsTimeIncrement(int image) {
        String value = file.getProperty(image + ".interval");
        if (value == null) {
            return null;
        }
        String[] parts = value.split(" ");
        return new Time(Double.valueOf(parts[0]), parts[1].equals("ms") ? UNITS.MILLISECOND : UNITS.SECOND);
    }

    private Length length(String key) {
        String value = file.getProperty(key);
        if (value == null) {
            return null;
        }
        String[] parts = value.split(" ");
        Unit<Length> unit =
                switch (parts[1]) {
                    case "nm" -> UNITS.NANOMETER;
                    case "um" -> UNITS.MICROMETER;
                    default -> UNITS.REFERENCEFRAME;
                };
        return new Length(Double.valueOf(parts[0]), unit);
    }
}
