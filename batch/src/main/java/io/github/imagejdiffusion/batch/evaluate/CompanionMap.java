package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.Failure;
import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import io.github.imagejdiffusion.batch.evaluate.metric.LabelImage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A map beside a label image. The first fault of the file is put into the list of problems and the map is given up:
 * labels are scored all the same, and what the map was for is left out.
 */
final class CompanionMap implements Closeable {

    private final Optional<MapPlace> place;
    private final Path labels;
    private final List<String> problems;
    private Planes<FloatMap> planes;

    private CompanionMap(Optional<MapPlace> place, Path labels, List<String> problems) {
        this.place = place;
        this.labels = labels;
        this.problems = problems;
    }

    /**
     * Opens a map, if there is one.
     *
     * @param count the number of planes that it must have
     */
    static CompanionMap open(
            Optional<MapPlace> place, Path labels, int count, MapReader reader, List<String> problems) {
        CompanionMap map = new CompanionMap(place, labels, problems);
        if (place.isPresent()) {
            try {
                map.planes = place.get().open(reader).orElse(null);
                if (map.usable() && map.planes.count() != count) {
                    map.giveUp("it has " + map.planes.count() + " planes and " + labels + " has " + count);
                }
            } catch (IOException e) {
                map.giveUpFile(Failure.reason(e));
            }
        }
        return map;
    }

    /** Whether the map was there and has had no fault so far. */
    boolean usable() {
        return planes != null;
    }

    /** Reads a plane and hands it on, unless the map is missing or given up. */
    void withPlane(int index, LabelImage beside, Consumer<FloatMap> use) {
        if (planes == null) {
            return;
        }
        try {
            FloatMap plane = planes.plane(index);
            if (plane.width() != beside.width() || plane.height() != beside.height()) {
                giveUp("it is " + plane.width() + " x " + plane.height() + " pixels and " + labels + " is "
                        + beside.width() + " x " + beside.height());
            } else if (!finite(plane)) {
                giveUp("it holds NaN or infinite values");
            } else {
                use.accept(plane);
            }
        } catch (IOException | IllegalArgumentException e) {
            giveUp(Failure.reason(e));
        }
    }

    private static boolean finite(FloatMap plane) {
        for (float value : plane.values()) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /** A file that cannot be opened is named once, however many maps are in it. */
    private void giveUpFile(String fault) {
        String problem = place.orElseThrow().inWords() + " cannot be used: " + fault
                + "; labels are scored without; run segment again";
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    private void giveUp(String fault) {
        problems.add("map " + place.orElseThrow() + " cannot be used: " + fault
                + "; labels are scored without it; run segment again");
        close();
    }

    @Override
    public void close() {
        if (planes != null) {
            try {
                planes.close();
            } catch (IOException e) {
                problems.add("map " + place.orElseThrow() + " cannot be closed: " + Failure.reason(e));
            }
            planes = null;
        }
    }
}
