package io.tidemark.launcher.layout;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LayoutTest {
    @Test
    void theOffsetMovesEveryPort() {
        Layout layout = new Layout(Path.of("/srv/data"), 1000);

        assertThat(layout.port(Service.AUTH)).isEqualTo(9081);
        assertThat(layout.port(Service.ALERT)).isEqualTo(9086);
        assertThat(layout.databasePort()).isEqualTo(9087);
    }

    @Test
    void anOffsetThatLeavesTheRangeOfPortsIsRefused() {
        assertThatThrownBy(() -> new Layout(Path.of("/srv/data"), 60_000))
                .hasMessage("The port offset is from -7057 to 57448, not 60000");
    }
}
