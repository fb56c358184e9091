package io.drawbridge.launcher.golden;

import io.drawbridge.authorizer.golden.GoldenCase.World;
import io.drawbridge.gateway.LocalGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The gateways of the world that is asked and of the one after it, which starts meanwhile; the others are stopped. */
final class GoldenGateways implements AutoCloseable {

    private final GoldenStack stack;
    private final List<World> worlds;
    private final Map<World, CompletableFuture<Running>> running = new HashMap<>();

    /**
     * None is started yet.
     *
     * @param worlds in the order in which they will be asked for
     */
    GoldenGateways(GoldenStack stack, List<World> worlds) {
        this.stack = stack;
        this.worlds = List.copyOf(worlds);
    }

    /** A gateway and what is seen behind it. */
    record Running(LocalGateway gateway, Witness witness) {}

    Running of(World world) {
        int index = worlds.indexOf(world);
        List<World> wanted = worlds.subList(index, Math.min(index + 2, worlds.size()));
        List.copyOf(running.keySet()).stream().filter(w -> !wanted.contains(w)).forEach(this::stop);
        wanted.forEach(w -> running.computeIfAbsent(w, this::start));
        return running.computeIfAbsent(world, this::start).join();
    }

    private CompletableFuture<Running> start(World world) {
        return CompletableFuture.supplyAsync(() -> {
            Witness witness = new Witness();
            try {
                return new Running(stack.gateway(world, witness), witness);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void stop(World world) {
        CompletableFuture<Running> stopped = running.remove(world);
        if (stopped != null) {
            stopped.join().gateway().close();
        }
    }

    @Override
    public void close() {
        List.copyOf(running.keySet()).forEach(this::stop);
    }
}
