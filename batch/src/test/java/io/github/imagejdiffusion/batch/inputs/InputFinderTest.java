package io.github.imagejdiffusion.batch.inputs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding inputs and naming results; the files need no content. */
class InputFinderTest {

    @TempDir
    private Path folder;

    private Path out;

    @BeforeEach
    void chooseOutput() {
        out = folder.resolve("out");
    }

    private List<Path> files(String... names) throws IOException {
        for (String name : names) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.createFile(folder.resolve(name));
        }
        return Arrays.stream(names).map(folder::resolve).toList();
    }

    private static List<String> stems(FoundInputs found) {
        return found.items().stream().map(InputItem::stem).toList();
    }

    @Test
    void sortedAndWithoutRepeats() throws IOException {
        List<Path> files = files("in/b.tif", "in/a.tif");
        FoundInputs found = InputFinder.find(
                List.of(files.get(0), folder.resolve("in"), folder.resolve("in/../in/a.tif"), files.get(0)),
                out,
                false);
        assertEquals(List.of("a", "b"), stems(found));
        assertEquals(List.of(), found.problems());
    }

    @Test
    void aFolderThatIsAnImageIsOneInput() throws IOException {
        files("in/a.ome.zarr/.zattrs", "in/a.ome.zarr/0/x.tif", "in/b/.zattrs", "in/b/0/y.png", "in/c/d.zarr/0/0");
        FoundInputs found = InputFinder.find(List.of(folder.resolve("in")), out, false);
        assertEquals(List.of("a", "b"), stems(found));
        assertEquals(List.of(), found.problems());
        found = InputFinder.find(List.of(folder.resolve("in")), out, true);
        assertEquals(List.of("a", "b", "d"), stems(found));
        assertEquals(out.resolve("c"), found.items().get(2).outputFolder());
        found = InputFinder.find(List.of(folder.resolve("in/a.ome.zarr"), folder.resolve("in/b/.")), out, true);
        assertEquals(List.of("a", "b"), stems(found));
    }

    @Test
    void namesThatDifferInEndingOrCaseOnly() {
        List<Path> inputs = List.of(
                Path.of("x/a.png"), Path.of("x/a.tif"), Path.of("y/a.tif"), Path.of("x/B.png"), Path.of("x/b.png"));
        List<String> stems = stems(InputFinder.find(inputs, out, false));
        assertEquals(
                5,
                new HashSet<>(stems.stream()
                                .map(s -> s.toLowerCase(Locale.ROOT))
                                .toList())
                        .size());
        assertEquals(List.of("B_png", "a_png", "a_tif", "b_png_2", "a_tif_2"), stems);
    }

    @Test
    void namesAreThoseOfTheWholeListInEveryShard() {
        List<Path> inputs = List.of(Path.of("a.png"), Path.of("a.tif"), Path.of("b.png"));
        FoundInputs found = InputFinder.find(inputs, out, false);
        assertEquals(List.of("a_png", "a_tif", "b"), stems(found));
        assertEquals(List.of("a_tif"), stems(found.of(new Shard(2, 3))));
    }

    @Test
    void numberedImagesOfAFileKeepTheirNames() {
        // a.tif may hold several images, which are called a_s1, a_s2, ...
        List<Path> inputs = List.of(Path.of("a.tif"), Path.of("a_s1.tif"), Path.of("other_s1.tif"));
        FoundInputs found = InputFinder.find(inputs, out, false);
        assertEquals(List.of("a", "a_s1_tif", "other_s1"), stems(found));
        assertEquals("a_s1", found.items().get(0).stemOfImage(0, 2));
        assertEquals("a", found.items().get(0).stemOfImage(0, 1));
    }

    @Test
    void endingsOfTwoPartsAreOne() {
        assertEquals(
                List.of("a", "b.c", "noending"),
                stems(InputFinder.find(
                        List.of(Path.of("a.ome.tif"), Path.of("b.c.png"), Path.of("noending")), out, false)));
    }

    @Test
    void foldersGiveImagesOnly() throws IOException {
        files("in/a.tif", "in/notes.txt", "in/.hidden.tif", "in/sub/b.tif", "in/.snapshot/a.tif", "in/sub/deep/c.PNG");
        FoundInputs flat = InputFinder.find(List.of(folder.resolve("in")), out, false);
        assertEquals(List.of("a"), stems(flat));
        FoundInputs deep = InputFinder.find(List.of(folder.resolve("in")), out, true);
        assertEquals(List.of("a", "b", "c"), stems(deep));
        assertEquals(
                List.of(out, out.resolve("sub"), out.resolve("sub/deep")),
                deep.items().stream().map(InputItem::outputFolder).toList());
    }

    @Test
    void ownResultsAreNoInputs() throws IOException {
        files("in/a.tif", "in/out/a_labels.tif", "in/out/a_spread.ome.tif", "in/old/b_labels.tif", "in/old/b.json");
        Path in = folder.resolve("in");
        assertEquals(List.of("a"), stems(InputFinder.find(List.of(in), in.resolve("out"), true)));
        FoundInputs named = InputFinder.find(List.of(in.resolve("old/b_labels.tif"), in.resolve("a.tif")), out, false);
        assertEquals(List.of("a"), stems(named));
        assertEquals(List.of(in.resolve("old/b_labels.tif")), named.ownResults());
    }

    @Test
    void labelImagesOfOthersAreInputs() throws IOException {
        files("in/cells_labels.tif");
        assertEquals(List.of("cells_labels"), stems(InputFinder.find(List.of(folder.resolve("in")), out, true)));
    }

    @Test
    void emptyFoldersAreProblemsOfTheFirstShard() throws IOException {
        Files.createDirectory(folder.resolve("empty"));
        FoundInputs found = InputFinder.find(List.of(folder.resolve("empty"), Path.of("a.tif")), out, false);
        assertEquals(1, found.problems().size());
        assertTrue(found.problems().get(0).contains("empty"));
        assertEquals(1, found.of(new Shard(1, 2)).problems().size());
        assertEquals(0, found.of(new Shard(2, 2)).problems().size());
    }
}
