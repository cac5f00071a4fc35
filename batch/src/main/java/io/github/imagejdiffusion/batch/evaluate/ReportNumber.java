package io.github.imagejdiffusion.batch.evaluate;

import java.math.BigDecimal;

/** Numbers as the reports write them: full precision, no locale, whole numbers without a fraction. */
final class ReportNumber {

    private ReportNumber() {}

    static BigDecimal exact(double value) {
        BigDecimal decimal = BigDecimal.valueOf(value).stripTrailingZeros();
        return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
    }

    static String text(double value) {
        return exact(value).toPlainString();
    }
}
