package io.github.imagejdiffusion.formats.tiff;

import java.util.List;

/** The pages of an opened file, each read from its directory once, when first asked for. Not thread-safe. */
final class TiffPages {

    private final TiffInput input;
    private final List<TiffDirectory> directories;
    private final TiffPage[] pages;

    TiffPages(TiffInput input) {
        this.input = input;
        this.directories = TiffDirectories.read(input);
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
            pages[index] = TiffPageReader.read(input, directories.get(index), index + 1);
        }
        return pages[index];
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
