package io.github.imagejdiffusion.segdiff.objects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SliceLinkerTest {

    private static final int WIDTH = 40;
    private static final int HEIGHT = 30;

    /** Whole planes; the count of each is its largest label. */
    private static LinkedLabels link(double minOverlap, int[]... slices) {
        SliceLinker linker = new SliceLinker(minOverlap);
        for (int z = 0; z < slices.length; z++) {
            linker.plane(Arrays.stream(slices[z]).max().orElse(0));
            linker.rows(z < 2 ? null : slices[z - 2], z < 1 ? null : slices[z - 1], slices[z]);
        }
        return linker.finish();
    }

    /** One object of one place in all slices, so bright. */
    private static LinkedLabels linkBright(double... brightness) {
        SliceLinker linker = new SliceLinker(SliceLinker.DEFAULT_MIN_OVERLAP);
        int[] slice = row("aaaa");
        for (int z = 0; z < brightness.length; z++) {
            linker.plane(new double[] {brightness[z]});
            linker.rows(z < 2 ? null : slice, z < 1 ? null : slice, slice);
        }
        return linker.finish();
    }

    private static List<Integer> volumesOf(LinkedLabels linked) {
        return linked.volumes().stream().map(map -> map[1]).toList();
    }

    private static LinkedLabels link(double[] brightness, int[]... slices) {
        SliceLinker linker = new SliceLinker(SliceLinker.DEFAULT_MIN_OVERLAP);
        for (int z = 0; z < slices.length; z++) {
            linker.plane(new double[] {brightness[z]});
            linker.rows(z < 2 ? null : slices[z - 2], z < 1 ? null : slices[z - 1], slices[z]);
        }
        return linker.finish();
    }

    private static LinkedLabels link(int[]... slices) {
        return link(SliceLinker.DEFAULT_MIN_OVERLAP, slices);
    }

    private static int[] empty() {
        return new int[WIDTH * HEIGHT];
    }

    private static int[] disc(int[] slice, int label, double x, double y, double radius) {
        for (int i = 0; i < slice.length; i++) {
            if (Math.hypot(i % WIDTH - x, i / WIDTH - y) <= radius) {
                slice[i] = label;
            }
        }
        return slice;
    }

    /** Labels of one row of pixels, for closed forms: {@code "aaab.."} is 1 1 1 2 0 0. */
    private static int[] row(String letters) {
        return letters.chars().map(c -> c == '.' ? 0 : c - 'a' + 1).toArray();
    }

    @Test
    void sphereIsOneVolume() {
        int radius = 9;
        int[][] slices = new int[25][];
        for (int z = 0; z < slices.length; z++) {
            double rest = radius * radius - (z - 12) * (z - 12);
            slices[z] = rest < 0 ? empty() : disc(empty(), 1, 20, 15, Math.sqrt(rest));
        }
        // Radius sqrt(17) above a pole of one pixel: 1 of 57 is too little, so the poles are volumes of their own.
        assertEquals(
                new LinkSummary(25, 19, 3, 16, 17, 0, 0, 0, 0.25), link(slices).summary());
        slices[3] = empty();
        slices[21] = empty();
        assertEquals(
                new LinkSummary(25, 17, 1, 16, 17, 0, 0, 0, 0.25), link(slices).summary());
    }

    @Test
    void parallelCylindersStayTwo() {
        int[][] slices = new int[6][];
        for (int z = 0; z < slices.length; z++) {
            // Their labels change places in every slice.
            slices[z] = disc(disc(empty(), 1 + z % 2, 10, 15, 6), 2 - z % 2, 23, 15, 6);
        }
        LinkedLabels linked = link(slices);
        assertEquals(new LinkSummary(6, 12, 2, 10, 6, 0, 0, 0, 0.25), linked.summary());
        for (int z = 0; z < slices.length; z++) {
            assertArrayEquals(z % 2 == 0 ? new int[] {0, 1, 2} : new int[] {0, 2, 1}, linked.ofSlice(z));
        }
    }

    @Test
    void dividingObjectIsContinuedByItsLargerPart() {
        LinkedLabels linked = link(row("aaaaaaaaaa"), row("aaaa.bbbbb"), row("aaaa.bbbbb"));
        assertArrayEquals(new int[] {0, 1}, linked.ofSlice(0));
        assertArrayEquals(new int[] {0, 2, 1}, linked.ofSlice(1));
        assertArrayEquals(new int[] {0, 2, 1}, linked.ofSlice(2));
        assertEquals(new LinkSummary(3, 5, 2, 3, 3, 1, 0, 0, 0.25), linked.summary());
    }

    @Test
    void mergingObjectsAreContinuedOnce() {
        LinkedLabels linked = link(row("aaaa.bbbbb"), row("aaaaaaaaaa"));
        assertArrayEquals(new int[] {0, 2}, linked.ofSlice(1));
        assertEquals(1, linked.summary().refused());
    }

    @Test
    void amongEqualsTheSmallerLabel() {
        assertArrayEquals(
                new int[] {0, 1, 2}, link(row("aaaaaa"), row("bbbaaa")).ofSlice(1));
        assertArrayEquals(new int[] {0, 1}, link(row("bbbaaa"), row("aaaaaa")).ofSlice(1));
    }

    /** Object b overlaps two of the next slice: its best goes to a, and the second best is not taken instead. */
    @Test
    void secondBestDoesNotCount() {
        LinkedLabels linked = link(0.1, row("aaaaaaabbbbb.."), row("..aaaaaaaaabbb"));
        // a-a 5 of 11, b-a 4 of 10, b-b 1 of 7: a-a is best for both.
        assertArrayEquals(new int[] {0, 1, 3}, linked.ofSlice(1));
        assertEquals(2, linked.summary().refused());
    }

    @Test
    void emptySlicesSeparate() {
        LinkedLabels linked = link(row("aa."), row("..."), row("..."), row("aa."), row("..."));
        assertEquals(new LinkSummary(5, 2, 2, 0, 1, 0, 0, 0, 0.25), linked.summary());
        assertArrayEquals(new int[] {0}, linked.ofSlice(1));
        assertArrayEquals(new int[] {0, 2}, linked.ofSlice(3));
    }

    @Test
    void objectMissedInOneSliceGoesOn() {
        LinkedLabels linked = link(row("aa.bb"), row("...aa"), row("aa.bb"));
        assertEquals(new LinkSummary(3, 5, 2, 3, 3, 0, 1, 0, 0.25), linked.summary());
        assertArrayEquals(new int[] {0, 2}, linked.ofSlice(1));
        assertArrayEquals(new int[] {0, 1, 2}, linked.ofSlice(2));
    }

    /** In the middle slice b was taken for a part of a. */
    @Test
    void objectThatWasTakenForPartOfItsNeighbourGoesOn() {
        LinkedLabels linked = link(row("aaaaa.bbbb"), row("aaaaaaaaaa"), row("aaaaa.bbbb"));
        assertArrayEquals(new int[] {0, 1}, linked.ofSlice(1));
        assertArrayEquals(new int[] {0, 1, 2}, linked.ofSlice(2));
        assertEquals(new LinkSummary(3, 5, 2, 3, 3, 2, 1, 0, 0.25), linked.summary());
    }

    /** What goes on in the slice between is not joined a second time, nor is what came from there. */
    @Test
    void onlyEndsAndBeginningsAreBridged() {
        assertEquals(2, link(row("aaaaaa"), row("aaaa.."), row("aabbbb")).count());
        // b of the last slice fits a of the first, which went on.
        LinkedLabels linked = link(row("aaaaaaaa"), row("aaaaa..."), row("aaaa.bbb"));
        assertEquals(2, linked.count());
        assertEquals(0, linked.summary().bridged());
    }

    @Test
    void slicesApartAreBridgedByTheSameOverlap() {
        assertEquals(1, link(row("aaaaa..."), row("........"), row("...aaaaa")).count());
        assertEquals(
                2,
                link(Math.nextUp(0.25), row("aaaaa..."), row("........"), row("...aaaaa"))
                        .count());
    }

    @Test
    void objectsOnTopOfEachOtherArePartedWhereItIsDim() {
        LinkedLabels linked = linkBright(5, 9, 10, 9, 5, 8, 9, 9, 4);
        assertEquals(List.of(1, 1, 1, 1, 2, 2, 2, 2, 2), volumesOf(linked));
        assertEquals(new LinkSummary(9, 9, 2, 7, 5, 0, 0, 1, 0.25), linked.summary());
    }

    @Test
    void threeOnTopOfEachOther() {
        assertEquals(List.of(1, 1, 1, 2, 2, 2, 3, 3, 3, 3), volumesOf(linkBright(10, 10, 9, 6, 10, 10, 3, 10, 10, 7)));
    }

    @Test
    void dimIsRelativeToTheDimmerSide() {
        assertEquals(1, linkBright(40, 40, 8.5, 10, 10).count());
        assertEquals(2, linkBright(40, 40, Math.nextDown(8.5), 10, 10).count());
        assertEquals(1, linkBright(40, 30, 20, 10, 5).count(), "dimmer and dimmer");
    }

    @Test
    void oneOddSectionIsNoPart() {
        assertEquals(1, linkBright(10, 10, 10, 5, 10).count());
        assertEquals(1, linkBright(5, 10, 5, 5, 5, 10, 5).count());
        assertEquals(1, linkBright(10, 5, 10, 10, 10).count());
    }

    @Test
    void unknownBrightnessAndDarkObjectsAreNotCut() {
        double none = Double.NaN;
        assertEquals(1, linkBright(10, 10, none, 10, 10).count());
        assertEquals(1, linkBright(none, none, 5, none, none).count());
        assertEquals(1, linkBright(0, 0, -5, 0, 0).count());
        assertEquals(1, linkBright(-1, -1, -5, -1, -1).count());
    }

    /** The section between is cut from the side that it overlaps less. */
    @Test
    void cutIsWhereTheOverlapIsSmaller() {
        int[][] first = {row("aaaa...."), row("aaaa...."), row("aaaa...."), row("..aaaa.."), row("..aaaa..")};
        int[][] last = {row("aaaa...."), row("aaaa...."), row("..aaaa.."), row("..aaaa.."), row("..aaaa..")};
        double[] brightness = {9, 9, 5, 9, 9};
        assertEquals(List.of(1, 1, 1, 2, 2), volumesOf(link(brightness, first)));
        assertEquals(List.of(1, 1, 2, 2, 2), volumesOf(link(brightness, last)));
    }

    @Test
    void nothingAtAll() {
        assertEquals(
                new LinkSummary(0, 0, 0, 0, 0, 0, 0, 0, 0.25),
                new SliceLinker(0.25).finish().summary());
        assertEquals(0, link(row("..."), row("...")).count());
    }

    @Test
    void touchingIsNoOverlap() {
        assertEquals(2, link(1e-9, row("aaa..."), row("...aaa")).count());
        assertEquals(1, link(1e-9, row("aaa..."), row("..aaaa")).count());
    }

    /** 2 pixels shared of 8 together. */
    @Test
    void thresholdItselfIsEnough() {
        int[] below = row("aaaaa...");
        int[] above = row("...aaaaa");
        assertEquals(1, link(0.25, below, above).count());
        assertEquals(2, link(Math.nextUp(0.25), below, above).count());
        assertEquals(1, link(1, below, below).count());
    }

    @Test
    void volumesAreNumberedAsTheyAppear() {
        LinkedLabels linked = link(row("bb.....aa"), row("dd.aa.ccb"), row("aa.bb...."));
        assertArrayEquals(new int[] {0, 1, 2}, linked.ofSlice(0));
        assertArrayEquals(new int[] {0, 3, 1, 4, 2}, linked.ofSlice(1));
        assertArrayEquals(new int[] {0, 2, 3}, linked.ofSlice(2));
        assertEquals(4, linked.count());
    }

    @Test
    void moreObjectsThanSixteenBits() {
        int count = 70_000;
        int[] first = new int[2 * count];
        int[] second = new int[2 * count];
        for (int i = 0; i < first.length; i++) {
            first[i] = i / 2 + 1;
            second[i] = count - i / 2;
        }
        LinkedLabels linked = link(first, second, first);
        assertEquals(new LinkSummary(3, 3L * count, count, 2L * count, 3, 0, 0, 0, 0.25), linked.summary());
        assertEquals(1, linked.ofSlice(1)[count]);
        assertEquals(count, linked.ofSlice(2)[count]);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void chunksOfRowsDoNotMatter(long seed) {
        Random random = new Random(seed);
        int[][] slices = new int[9][];
        for (int z = 0; z < slices.length; z++) {
            slices[z] = empty();
            for (int label = 1; label <= 12; label++) {
                disc(slices[z], label, random.nextInt(WIDTH), random.nextInt(HEIGHT), 2 + random.nextInt(6));
            }
        }
        double[][] brightness = random.doubles(slices.length, 1, 1.6)
                .mapToObj(b -> random.doubles(12, b, 1.6).toArray())
                .toArray(double[][]::new);
        SliceLinker linker = new SliceLinker(0.05);
        for (int z = 0; z < slices.length; z++) {
            linker.plane(brightness[z]);
            List<int[]> chunks = new ArrayList<>();
            for (int y = 0; y < HEIGHT; ) {
                int end = Math.min(HEIGHT, y + random.nextInt(5));
                chunks.add(new int[] {y * WIDTH, end * WIDTH});
                y = end;
            }
            Collections.shuffle(chunks, random);
            for (int[] c : chunks) {
                linker.rows(
                        z < 2 ? null : Arrays.copyOfRange(slices[z - 2], c[0], c[1]),
                        z < 1 ? null : Arrays.copyOfRange(slices[z - 1], c[0], c[1]),
                        Arrays.copyOfRange(slices[z], c[0], c[1]));
            }
        }
        LinkedLabels inChunks = linker.finish();
        SliceLinker whole = new SliceLinker(0.05);
        for (int z = 0; z < slices.length; z++) {
            whole.plane(brightness[z]);
            whole.rows(z < 2 ? null : slices[z - 2], z < 1 ? null : slices[z - 1], slices[z]);
        }
        LinkedLabels atOnce = whole.finish();
        assertEquals(atOnce.summary(), inChunks.summary());
        LinkSummary done = atOnce.summary();
        assertTrue(done.links() > 5 && done.refused() > 0 && done.bridged() > 0, done::toString);
        assertEquals(done.objects() - done.links(), done.volumes());
        for (int z = 0; z < slices.length; z++) {
            assertArrayEquals(atOnce.ofSlice(z), inChunks.ofSlice(z));
            Set<Integer> volumes = new HashSet<>();
            Arrays.stream(atOnce.ofSlice(z)).forEach(v -> assertTrue(volumes.add(v), "two objects in one slice"));
        }
    }

    @Test
    void summaryInWords() {
        LinkSummary divided =
                link(row("aaaaaaaaaa"), row("aaaa.bbbbb"), row("aaaa.bbbbb")).summary();
        assertEquals(
                "5 objects in 3 slices are 2 volumes, the longest through 3 slices;"
                        + " 3 pairs joined (overlap at least 0.25), 1 not joined as another fitted better",
                LinkSummary.text(List.of(divided)));
        LinkSummary bridged = link(row("aa"), row(".."), row("aa")).summary();
        assertEquals(
                "7 objects in 2 time points of 3 slices are 3 volumes, the longest through 3 slices;"
                        + " 4 pairs joined (overlap at least 0.25), 1 of them across a slice without the object,"
                        + " 1 not joined as another fitted better",
                LinkSummary.text(List.of(divided, bridged)));
        assertEquals(
                "5 objects in 5 slices are 2 volumes, the longest through 3 slices;"
                        + " 3 pairs joined (overlap at least 0.25), 1 parted where the volume dims",
                LinkSummary.text(List.of(linkBright(9, 9, 5, 9, 9).summary())));
        assertEquals("", LinkSummary.text(List.of()));
    }

    @Test
    void summaryOfNothingToLink() {
        LinkSummary one = link(row("aa.b")).summary();
        assertEquals("nothing to link through z in 1 slice", LinkSummary.text(List.of(one)));
        assertEquals(
                "nothing to link through z in 2 time points of 1 slice:"
                        + " objects are joined through z only, not through time",
                LinkSummary.text(List.of(one, one)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.01, Double.NaN})
    void overlapOutOfRange(double minOverlap) {
        assertThrows(IllegalArgumentException.class, () -> new SliceLinker(minOverlap));
    }

    @Test
    void wrongUse() {
        SliceLinker linker = new SliceLinker(0.5);
        int[] pixel = {1};
        assertThrows(IllegalStateException.class, () -> linker.rows(null, null, pixel));
        assertThrows(IllegalArgumentException.class, () -> linker.plane(-1));
        linker.plane(1);
        assertThrows(IllegalArgumentException.class, () -> linker.rows(null, pixel, pixel));
        assertThrows(IllegalArgumentException.class, () -> linker.rows(null, null, new int[] {2}));
        assertThrows(IllegalArgumentException.class, () -> linker.rows(null, null, new int[] {-1}));
        SliceLinker second = new SliceLinker(0.5);
        second.plane(1);
        second.rows(null, null, pixel);
        second.plane(1);
        assertThrows(IllegalArgumentException.class, () -> second.rows(null, null, pixel));
        assertThrows(IllegalArgumentException.class, () -> second.rows(null, new int[2], pixel));
        assertThrows(IllegalArgumentException.class, () -> second.rows(null, new int[] {2}, pixel));
        assertThrows(IllegalStateException.class, second::finish, "a slice without its pixels");
        second.rows(null, pixel, pixel);
        second.plane(1);
        assertThrows(IllegalArgumentException.class, () -> second.rows(null, pixel, pixel));
        assertThrows(IllegalArgumentException.class, () -> second.rows(new int[] {2}, pixel, pixel));
        assertThrows(IllegalArgumentException.class, () -> second.rows(new int[2], pixel, pixel));
        second.rows(pixel, pixel, pixel);
        assertEquals(1, second.finish().count());
        assertThrows(IllegalStateException.class, second::finish);
        assertThrows(IllegalStateException.class, () -> second.plane(0));
        assertThrows(IllegalStateException.class, () -> second.rows(null, pixel, pixel));
    }
}
