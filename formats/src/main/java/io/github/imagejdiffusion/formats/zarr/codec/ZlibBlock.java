package io.github.imagejdiffusion.formats.zarr.codec;

import io.airlift.compress.Decompressor;
import io.airlift.compress.MalformedInputException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Zlib inside of blosc. */
final class ZlibBlock implements Decompressor {

    @Override
    public int decompress(byte[] in, int from, int length, byte[] out, int to, int room) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(in, from, length);
            int done = 0;
            while (done < room) {
                int count = inflater.inflate(out, to + done, room - done);
                if (count == 0) {
                    break;
                }
                done += count;
            }
            return done;
        } catch (DataFormatException e) {
            MalformedInputException damaged = new MalformedInputException(0, e.getMessage());
            damaged.initCause(e);
            throw damaged;
        } finally {
            inflater.end();
        }
    }

    @Override
    public void decompress(ByteBuffer input, ByteBuffer output) {
        throw new UnsupportedOperationException("arrays only");
    }
}
