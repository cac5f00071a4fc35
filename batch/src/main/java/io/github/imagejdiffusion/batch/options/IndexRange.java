package io.github.imagejdiffusion.batch.options;

import io.github.imagejdiffusion.batch.UnsuitableImageException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A range of planes as users count them, from 1, both ends included.
 *
 * @param first from 1
 * @param last at least {@code first}
 */
public record IndexRange(int first, int last) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    /** Reads {@code 3} or {@code 2-5}. */
    public static final class Converter implements ITypeConverter<IndexRange> {
        @Override
        public IndexRange convert(String text) {
            Matcher m = TEXT.matcher(text);
            if (m.matches()) {
                int first = Integer.parseInt(m.group(1));
                int last = m.group(2) == null ? first : Integer.parseInt(m.group(2));
                if (first >= 1 && last >= first) {
                    return new IndexRange(first, last);
                }
            }
            throw new TypeConversionException("'" + text + "' is not a range such as 3 or 2-5, counted from 1");
        }
    }

    /**
     * This range, or everything where it is null.
     *
     * @throws UnsuitableImageException if it reaches beyond what is there, naming the option
     */
    static IndexRange within(IndexRange range, int size, String option, String element) {
        if (range == null) {
            return new IndexRange(1, size);
        }
        if (range.last() > size) {
            throw new UnsuitableImageException(
                    "has " + PlaneOptions.counted(size, element) + ", but " + option + " asks for " + range);
        }
        return range;
    }

    public int size() {
        return last - first + 1;
    }

    /** As users write it: {@code 3} or {@code 2-5}. */
    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
