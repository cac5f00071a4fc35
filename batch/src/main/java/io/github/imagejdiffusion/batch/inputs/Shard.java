package io.github.imagejdiffusion.batch.inputs;

import io.github.imagejdiffusion.batch.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Part {@code index} of {@code count}: every count-th input of the sorted list, so that parts are alike in size and the
 * union of all parts is the whole.
 *
 * @param index from 1
 * @param count at least {@code index}
 */
public record Shard(int index, int count) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})/(\\d{1,9})");
    private static final Shard WHOLE = new Shard(1, 1);

    /** Reads {@code 2/8}. @throws UsageException for anything else */
    public static Shard parse(String text) {
        Matcher m = TEXT.matcher(text);
        if (m.matches()) {
            int index = Integer.parseInt(m.group(1));
            int count = Integer.parseInt(m.group(2));
            if (index >= 1 && index <= count) {
                return new Shard(index, count);
            }
        }
        throw new UsageException("--shard " + text + " is not i/n with i from 1 to n, such as 2/8");
    }

    /** The part of a Slurm array task; the whole outside of an array. */
    public static Shard ofSlurm(Map<String, String> environment) {
        String id = environment.get("SLURM_ARRAY_TASK_ID");
        String count = environment.get("SLURM_ARRAY_TASK_COUNT");
        if (id == null || count == null) {
            return WHOLE;
        }
        try {
            int first = Integer.parseInt(environment.getOrDefault("SLURM_ARRAY_TASK_MIN", "0"));
            int step = Integer.parseInt(environment.getOrDefault("SLURM_ARRAY_TASK_STEP", "1"));
            return ofArrayTask((Integer.parseInt(id) - first) / Math.max(1, step) + 1, Integer.parseInt(count), id);
        } catch (NumberFormatException e) {
            throw new UsageException("Slurm's array variables are not numbers (SLURM_ARRAY_TASK_ID=" + id
                    + ", SLURM_ARRAY_TASK_COUNT=" + count + "); give --shard i/n");
        }
    }

    private static Shard ofArrayTask(int index, int count, String id) {
        if (index < 1 || index > count) {
            throw new UsageException("Slurm's array task " + id + " is not one of " + count
                    + " in a row, so parts cannot be numbered by it; give --shard i/n");
        }
        return new Shard(index, count);
    }

    /** Every count-th element, beginning with the index-th. */
    public <T> List<T> of(List<T> all) {
        List<T> part = new ArrayList<>();
        for (int i = index - 1; i < all.size(); i += count) {
            part.add(all.get(i));
        }
        return part;
    }
}
