package io.github.imagejdiffusion.batch.inputs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives each input a stem that no other input of its output folder has: the name without ending; with the ending where
 * two inputs differ only there (a.png and a.tif become a_png and a_tif) and where it reads like an image of another
 * input (a_s2.tif beside a.tif); with a number where even that is equal. Names are compared without case, because some
 * file systems do.
 */
final class OutputNames {

    private static final Pattern IMAGE_OF_FILE = Pattern.compile("(.+)_s\\d+");

    private OutputNames() {}

    static List<InputItem> assign(List<InputFinder.Found> files) {
        Map<String, Integer> uses = new HashMap<>();
        for (InputFinder.Found file : files) {
            uses.merge(key(file, stem(file)), 1, Integer::sum);
        }
        Set<String> taken = new HashSet<>();
        List<InputItem> items = new ArrayList<>();
        for (InputFinder.Found file : files) {
            String stem = stem(file);
            Matcher ofFile = IMAGE_OF_FILE.matcher(stem);
            boolean ambiguous =
                    uses.get(key(file, stem)) > 1 || ofFile.matches() && uses.containsKey(key(file, ofFile.group(1)));
            if (ambiguous) {
                stem = PathText.nameOf(file.file()).replace('.', '_');
            }
            String unique = stem;
            for (int n = 2; !taken.add(key(file, unique)); n++) {
                unique = stem + "_" + n;
            }
            items.add(new InputItem(file.file(), file.folder(), unique));
        }
        return List.copyOf(items);
    }

    private static String key(InputFinder.Found file, String stem) {
        return PathText.of(file.folder()) + "\n" + stem.toLowerCase(Locale.ROOT);
    }

    /** The file name without its ending; {@code .ome.tif} and {@code .ome.zarr} count as one. */
    private static String stem(InputFinder.Found file) {
        String name = PathText.nameOf(file.file());
        String lower = name.toLowerCase(Locale.ROOT);
        for (String ending : List.of(".ome.tif", ".ome.tiff", ".ome.btf", ".ome.zarr")) {
            if (lower.endsWith(ending) && name.length() > ending.length()) {
                return name.substring(0, name.length() - ending.length());
            }
        }
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
