package io.tidemark.forecast.model;

/// The last value, for ever.
record NaiveFit(double last) implements Fit {

    @Override
    public double ahead(int days) {
        return last;
    }
}
