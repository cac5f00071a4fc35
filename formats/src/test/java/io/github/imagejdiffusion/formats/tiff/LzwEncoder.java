package io.github.imagejdiffusion.formats.tiff;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/** LZW as in TIFF 6.0, section 13: codes of 9 to 12 bits, highest bit first, growing one code early. */
final class LzwEncoder {

    private static final int CLEAR = 256;
    private static final int END = 257;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<String, Integer> table = new HashMap<>();
    private int bits;
    private int bitCount;
    private int next;

    static byte[] encode(byte[] data) {
        return new LzwEncoder().run(data);
    }

    private byte[] run(byte[] data) {
        reset();
        emit(CLEAR);
        String prefix = "";
        for (byte b : data) {
            String longer = prefix + (char) (b & 0xff);
            if (longer.length() == 1 || table.containsKey(longer)) {
                prefix = longer;
                continue;
            }
            emit(code(prefix));
            table.put(longer, next++);
            if (next == 4095) {
                emit(CLEAR);
                reset();
            }
            prefix = String.valueOf((char) (b & 0xff));
        }
        if (!prefix.isEmpty()) {
            emit(code(prefix));
            next++;
        }
        emit(END);
        if (bitCount > 0) {
            out.write(bits << 8 - bitCount);
        }
        return out.toByteArray();
    }

    private int code(String text) {
        return text.length() == 1 ? text.charAt(0) : table.get(text);
    }

    private void reset() {
        table.clear();
        next = END + 1;
    }

    private void emit(int code) {
        int width = next >= 2048 ? 12 : next >= 1024 ? 11 : next >= 512 ? 10 : 9;
        for (int i = width - 1; i >= 0; i--) {
            bits = bits << 1 | code >> i & 1;
            if (++bitCount == 8) {
                out.write(bits);
                bits = 0;
                bitCount = 0;
            }
        }
    }
}
