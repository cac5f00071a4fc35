package io.github.imagejdiffusion.formats.tiff;

import io.github.imagejdiffusion.formats.FormatsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages of an opened file, each read from its directory once, when first asked for. Not thread-safe. */
final class TiffPages {

    /** More resolutions than any pyramid has: each halves the last, and sides have at most 31 bits. */
    private static final int MOST_REDUCED = 32;

    private final TiffInput input;
    private final TiffDirectories finder;
    private final List<TiffDirectory> directories;
    private final TiffPage[] pages;
    private final Map<Long, TiffPage> reduced = new HashMap<>();

    TiffPages(TiffInput input) {
        this.input = input;
        this.finder = TiffDirectories.of(input);
        this.directories = finder.chain();
        this.pages = new TiffPage[directories.size()];
    }

    TiffInput input() {
        return input;
    }

    int count() {
        return pages.length;
    }

    TiffDirectory directory(int index) {
        return directories.get(index);
    }

    TiffPage get(int index) {
        if (pages[index] == null) {
            pages[index] = TiffPageReader.read(input, directories.get(index), "page " + (index + 1));
        }
        return pages[index];
    }

    /** A page that is of no use but as a smaller copy; empty where it is damaged or of a kind that is not supported. */
    Optional<TiffPage> getIfReadable(int index) {
        try {
            return Optional.of(get(index));
        } catch (FormatsException badThumbnail) {
            // A thumbnail that cannot be decoded must not keep the picture from being read.
            return Optional.empty();
        }
    }

    /** As {@link #reduced}, but none at all where one of them is damaged or of a kind that is not supported. */
    List<TiffPage> reducedIfReadable(TiffPage page) {
        try {
            return reduced(page);
        } catch (FormatsException badCopy) {
            // As for thumbnails: the full size can still be read.
            return List.of();
        }
    }

    /** The pages that hang on a page as sub-directories, in the order of the file: the resolutions of a pyramid. */
    List<TiffPage> reduced(TiffPage page) {
        long[] offsets = page.directory().numbers(Tag.SUB_DIRECTORIES);
        if (offsets.length > MOST_REDUCED) {
            throw input.damaged("a page has " + offsets.length + " sub-directories");
        }
        List<TiffPage> all = new ArrayList<>();
        for (long offset : offsets) {
            TiffPage known = reduced.get(offset);
            if (known == null) {
                String name = "a smaller copy at byte " + offset;
                known = TiffPageReader.read(input, finder.at(offset, name), name);
                reduced.put(offset, known);
            }
            all.add(known);
        }
        return all;
    }

    /** Whether all pages could be planes of one stack. */
    boolean allMatch() {
        for (int i = 1; i < pages.length; i++) {
            if (!get(i).matches(get(0))) {
                return false;
            }
        }
        return true;
    }
}
