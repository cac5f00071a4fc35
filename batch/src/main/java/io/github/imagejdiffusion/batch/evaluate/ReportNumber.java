package io.github.imagejdiffusion.batch.evaluate;

import java.math.BigDecimal;

/** Numbers as the reports write them: full precision, no locale, whole numbers without a fraction. */
final class ReportNumber {

    private ReportNumber() {}

    /** @param value finite */
    static BigDecimal exact(double value) {
        BigDecimal decimal = BigDecimal.valueOf(value).stripTrailingZeros();
        return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
    }

    /** The number, or {@code inf}, which the CSV readers of NumPy, pandas and R take for what it is. */
    static String text(double value) {
        return Double.isInfinite(value)
                ? (value > 0 ? "inf" : "-inf")
                : exact(value).toPlainString();
    }
}
