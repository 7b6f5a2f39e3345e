/// The HTTP side: requests for forecasts flow in, pages of them flow out as JSON. No logic; nothing imports this.
@NullMarked
package io.tidemark.forecast.rest;

import org.jspecify.annotations.NullMarked;
