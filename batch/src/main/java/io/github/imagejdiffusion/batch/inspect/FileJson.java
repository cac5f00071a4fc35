package io.github.imagejdiffusion.batch.inspect;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.Series;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import net.imglib2.Dimensions;

/** What is in an image file, for programs. */
final class FileJson {

    private static final Gson GSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private FileJson() {}

    /** One line. What the file does not say is null; micrometres and seconds. */
    static String of(ImageFile file) {
        JsonObject json = new JsonObject();
        json.addProperty("file", file.path().toString());
        json.addProperty("format", file.formatName());
        json.addProperty("reader", file.readerName());
        JsonArray images = new JsonArray();
        for (int i = 0; i < file.series().size(); i++) {
            images.add(image(i + 1, file.series().get(i), file.levels(i)));
        }
        json.add("series", images);
        JsonArray notices = new JsonArray();
        file.notices().forEach(notices::add);
        json.add("notices", notices);
        return GSON.toJson(json);
    }

    private static JsonObject image(int number, Series s, List<Dimensions> levels) {
        JsonObject json = new JsonObject();
        json.addProperty("series", number);
        json.addProperty("name", s.name().isEmpty() ? null : s.name());
        json.addProperty("axes", FileText.axes(s));
        json.addProperty("size_x", s.sizeX());
        json.addProperty("size_y", s.sizeY());
        json.addProperty("size_c", s.sizeC());
        json.addProperty("size_z", s.sizeZ());
        json.addProperty("size_t", s.sizeT());
        json.addProperty("pixel_type", s.pixelType().name().toLowerCase(Locale.ROOT));
        json.addProperty("rgb", s.rgb());
        json.addProperty("pixel_width_um", number(s.calibration().pixelWidth()));
        json.addProperty("pixel_height_um", number(s.calibration().pixelHeight()));
        json.addProperty("pixel_depth_um", number(s.calibration().pixelDepth()));
        json.addProperty("frame_interval_s", number(s.calibration().frameInterval()));
        JsonArray channels = new JsonArray();
        s.channelNames().forEach(channels::add);
        json.add("channel_names", channels);
        JsonArray sizes = new JsonArray();
        for (Dimensions level : levels) {
            JsonObject size = new JsonObject();
            size.addProperty("size_x", level.dimension(0));
            size.addProperty("size_y", level.dimension(1));
            sizes.add(size);
        }
        json.add("levels", sizes);
        return json;
    }

    private static Double number(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
