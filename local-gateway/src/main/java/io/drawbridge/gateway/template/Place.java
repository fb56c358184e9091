package io.drawbridge.gateway.template;

/**
 * Where a value stands in the template.
 *
 * @param line 1-based; of the key for a value in a mapping, so that an editor jumps to the property's name
 * @param column 1-based
 * @param path the property path, such as {@code Resources.OrdersApi.Properties.StageName}; empty for the whole document
 */
record Place(int line, int column, String path) {

    Place child(int childLine, int childColumn, String key) {
        return new Place(childLine, childColumn, path.isEmpty() ? key : path + "." + key);
    }

    Place item(int itemLine, int itemColumn, int index) {
        return new Place(itemLine, itemColumn, path + "[" + index + "]");
    }

    /** A property that is not there: its path below this one, the position of this one. */
    Place missing(String key) {
        return child(line, column, key);
    }
}
