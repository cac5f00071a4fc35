package io.github.imagejdiffusion.formats.zarr.write;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.imagejdiffusion.formats.write.DisplayRange;
import java.util.List;

/** The {@code omero} metadata: how channels are called and shown. Source: https://ngff.openmicroscopy.org/0.4/#omero-md */
final class Omero {

    private static final List<String> COLOURS = List.of("00FF00", "FF00FF", "00FFFF", "FFFF00", "FF0000", "0000FF");
    private static final String WHITE = "FFFFFF";

    private Omero() {}

    /**
     * Describes channels.
     *
     * @param names one for each channel
     * @param shown one for each channel
     * @param coloured whether channels are signals that are laid over one another
     */
    static JsonObject json(List<String> names, List<DisplayRange> shown, boolean coloured) {
        JsonArray channels = new JsonArray();
        for (int c = 0; c < names.size(); c++) {
            JsonObject window = new JsonObject();
            window.addProperty("min", shown.get(c).min());
            window.addProperty("max", shown.get(c).max());
            window.addProperty("start", shown.get(c).min());
            window.addProperty("end", shown.get(c).max());
            JsonObject channel = new JsonObject();
            channel.addProperty("active", true);
            channel.addProperty("color", coloured && names.size() > 1 ? COLOURS.get(c % COLOURS.size()) : WHITE);
            channel.addProperty("label", names.get(c));
            channel.add("window", window);
            channels.add(channel);
        }
        JsonObject omero = new JsonObject();
        omero.addProperty("version", Multiscale.VERSION);
        omero.add("channels", channels);
        return omero;
    }
}
