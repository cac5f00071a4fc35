package io.github.imagejdiffusion.batch.inspect;

import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.imglib2.Dimensions;

/** What is in an image file, for people. */
final class FileText {

    private FileText() {}

    /** The first line names format and reader, the others are about one image each, and its levels where it has several. */
    static List<String> of(ImageFile file) {
        List<String> lines = new ArrayList<>();
        lines.add(file.path() + ": " + file.formatName() + " (reader: " + file.readerName() + ")");
        for (int i = 0; i < file.series().size(); i++) {
            lines.add("  " + (i + 1) + ": " + of(file.series().get(i)));
            List<Dimensions> levels = file.levels(i);
            if (levels.size() > 1) {
                lines.add("     levels " + of(levels));
            }
        }
        file.notices().forEach(notice -> lines.add("  " + notice));
        return lines;
    }

    private static String of(Series s) {
        Calibration c = s.calibration();
        return String.format(
                Locale.ROOT,
                "%s%d x %d pixels, %d channel(s)%s, %d z, %d t, %s%s, pixel %s x %s um, z step %s um, frame interval %s s,"
                        + " axes %s",
                s.name().isEmpty() ? "" : "'" + s.name() + "', ",
                s.sizeX(),
                s.sizeY(),
                s.sizeC(),
                s.channelNames().isEmpty() ? "" : " " + s.channelNames(),
                s.sizeZ(),
                s.sizeT(),
                s.pixelType().name().toLowerCase(Locale.ROOT),
                s.rgb() ? " RGB" : "",
                number(c.pixelWidth()),
                number(c.pixelHeight()),
                number(c.pixelDepth()),
                number(c.frameInterval()),
                axes(s));
    }

    /** The axes along which there is more than one pixel or plane, and always X and Y. */
    static String axes(Series s) {
        return "XY" + (s.sizeC() > 1 ? "C" : "") + (s.sizeZ() > 1 ? "Z" : "") + (s.sizeT() > 1 ? "T" : "");
    }

    private static String of(List<Dimensions> levels) {
        return IntStream.range(0, levels.size())
                .mapToObj(i -> i + ": " + levels.get(i).dimension(0) + " x "
                        + levels.get(i).dimension(1))
                .collect(Collectors.joining(", "));
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.6g", value.getAsDouble()) : "unknown";
    }
}
