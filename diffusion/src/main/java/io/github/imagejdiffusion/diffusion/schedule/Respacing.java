package io.github.imagejdiffusion.diffusion.schedule;

import java.util.Arrays;

/**
 * Respacing strings of guided-diffusion: which timesteps of a long chain a shorter one keeps.
 *
 * <ul>
 *   <li>{@code "ddim25"}: the smallest whole stride from 0 that gives exactly 25 timesteps (DDIM paper);
 *   <li>{@code "25"}: 25 timesteps evenly over the chain, first and last included;
 *   <li>{@code "10,15,20"}: the chain cut into equal sections, 10 timesteps in the first, and so on.
 * </ul>
 *
 * <p>Positions accumulate in double and round half to even, so that the result equals the Python original's: "25" of
 * 1000 contains 166 (from 166.5). Stateless.
 */
public final class Respacing {

    private static final String DDIM_PREFIX = "ddim";

    private Respacing() {}

    /**
     * The kept timesteps, ascending.
     *
     * @param steps length T of the chain
     * @param respacing for example {@code "25"}, {@code "10,15,20"} or {@code "ddim25"}
     * @throws ScheduleException if the string is malformed, no whole stride gives the count, or a section is too short
     */
    public static int[] timesteps(int steps, String respacing) {
        String text = respacing.trim();
        if (text.startsWith(DDIM_PREFIX)) {
            return strided(steps, positive(text.substring(DDIM_PREFIX.length()), respacing));
        }
        return sections(
                steps,
                Arrays.stream(text.split(",", -1))
                        .mapToInt(part -> positive(part.trim(), respacing))
                        .toArray());
    }

    private static int[] strided(int steps, int wanted) {
        for (int stride = 1; stride < steps; stride++) {
            if ((steps - 1) / stride + 1 == wanted) {
                int[] kept = new int[wanted];
                for (int i = 0; i < wanted; i++) {
                    kept[i] = i * stride;
                }
                return kept;
            }
        }
        throw new ScheduleException("respacing 'ddim" + wanted + "': no whole stride gives exactly " + wanted + " of "
                + steps + " timesteps; use '" + wanted + "' or another count");
    }

    private static int[] sections(int steps, int[] counts) {
        int size = steps / counts.length;
        int longer = steps % counts.length;
        int[] kept = new int[steps];
        int start = 0;
        int filled = 0;
        for (int i = 0; i < counts.length; i++) {
            int length = size + (i < longer ? 1 : 0);
            int count = counts[i];
            if (length < count) {
                throw new ScheduleException("respacing: section " + (i + 1) + " has " + length
                        + " timesteps, too few to keep " + count + "; ask for fewer");
            }
            double stride = count > 1 ? (length - 1) / (double) (count - 1) : 1;
            double position = 0;
            for (int k = 0; k < count; k++) {
                kept[filled++] = start + (int) Math.rint(position);
                position += stride;
            }
            start += length;
        }
        return Arrays.copyOf(kept, filled);
    }

    private static int positive(String number, String respacing) {
        if (!number.matches("[1-9][0-9]{0,8}")) {
            throw malformed(respacing);
        }
        return Integer.parseInt(number);
    }

    private static ScheduleException malformed(String respacing) {
        return new ScheduleException(
                "respacing '" + respacing
                        + "' is neither a count ('25'), nor counts per section ('10,15,20'), nor 'ddim' and a count ('ddim25')");
    }
}
