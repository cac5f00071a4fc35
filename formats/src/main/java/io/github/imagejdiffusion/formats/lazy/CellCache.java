package io.github.imagejdiffusion.formats.lazy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;
import net.imglib2.img.cell.LazyCellImg;

/**
 * The cells of a lazy image that were looked at last; the one not looked at for longest goes first. A loader that
 * throws leaves nothing behind and is asked again the next time. Thread-safe.
 */
final class CellCache<C> implements LazyCellImg.Get<C> {

    private final int capacity;
    private final LongFunction<C> loader;
    private final Map<Long, C> cells = new LinkedHashMap<>(16, 0.75f, true);

    /** @param capacity cells to keep, at least 1 */
    CellCache(int capacity, LongFunction<C> loader) {
        this.capacity = capacity;
        this.loader = loader;
    }

    @Override
    public synchronized C get(long index) {
        C cell = cells.get(index);
        if (cell == null) {
            makeRoom();
            cell = loader.apply(index);
            cells.put(index, cell);
        }
        return cell;
    }

    /** Before loading, so that the bound holds while the new cell is being read. */
    private void makeRoom() {
        var oldest = cells.keySet().iterator();
        while (cells.size() >= capacity) {
            oldest.next();
            oldest.remove();
        }
    }
}
