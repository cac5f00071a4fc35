package io.github.imagejdiffusion.formats.zarr.codec;

import io.airlift.compress.Decompressor;
import io.airlift.compress.MalformedInputException;
import java.nio.ByteBuffer;

/**
 * BloscLZ, the FastLZ-like code of c-blosc 1. A control byte below 32 begins so many literals and one more; others hold
 * the length of a match in the upper three bits and the high bits of its distance in the lower five.
 */
final class BloscLz implements Decompressor {

    private static final int FAR = 8191;

    @Override
    public int decompress(byte[] in, int from, int length, byte[] out, int to, int room) {
        int end = from + length;
        int limit = to + room;
        int at = from;
        int op = to;
        int control = in[at++] & 31;
        while (true) {
            if (control < 32) {
                int literals = control + 1;
                if (literals > end - at || literals > limit - op) {
                    throw new MalformedInputException(at, "literals reach beyond the block");
                }
                System.arraycopy(in, at, out, op, literals);
                at += literals;
                op += literals;
            } else {
                int count = (control >> 5) + 2;
                int distance = (control & 31) << 8;
                if (count == 9) {
                    int more;
                    do {
                        more = next(in, at++, end);
                        count += more;
                    } while (more == 255 && count <= room);
                }
                int low = next(in, at++, end);
                if (low == 255 && distance == 31 << 8) {
                    distance = (next(in, at++, end) << 8) + next(in, at++, end) + FAR;
                } else {
                    distance += low;
                }
                int source = op - distance - 1;
                if (source < to || count > limit - op) {
                    throw new MalformedInputException(at, "a match reaches beyond the block");
                }
                for (int i = 0; i < count; i++) {
                    out[op++] = out[source++];
                }
            }
            if (at >= end) {
                return op - to;
            }
            control = in[at++] & 0xff;
        }
    }

    private static int next(byte[] in, int at, int end) {
        if (at >= end) {
            throw new MalformedInputException(at, "a match is cut off");
        }
        return in[at] & 0xff;
    }

    @Override
    public void decompress(ByteBuffer input, ByteBuffer output) {
        throw new UnsupportedOperationException("arrays only");
    }
}
