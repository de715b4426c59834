package io.evenkeel.testchain.junit;

import io.evenkeel.testchain.AddressBook;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkSource;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.OriginChain;
import io.evenkeel.testchain.OriginSpec;
import io.evenkeel.testchain.Snapshots;
import io.evenkeel.testchain.market.MarketDriver;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What {@link ForkedChainTest} does: one origin chain for each start price, set of protocols and JVM, one fork for each class, one
 * snapshot for each test. JUnit closes each when its scope ends.
 */
public final class ForkExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(ForkExtension.class);

    private static final Map<Class<?>, Function<ForkedChain, Object>> PARAMETERS = Map.of(
            ForkedChain.class, fork -> fork,
            JsonRpc.class, ForkedChain::rpc,
            AddressBook.class, ForkedChain::addresses,
            BlockProducer.class, fork -> new BlockProducer(fork.rpc()),
            MarketDriver.class, MarketDriver::new);

    @Override
    public void beforeAll(ExtensionContext context) {
        ExtensionContext.Store store = context.getStore(NAMESPACE);
        // A nested class finds, and shares, the fork of the class around it.
        if (store.get(ForkedChain.class) == null) {
            ForkedChainTest wanted = wanted(context);
            OriginSpec spec = OriginSpec.at(wanted.usdPerEth()).with(wanted.with());
            OriginChain origin = origin(context, spec);
            store.put(ForkedChain.class, ForkedChain.start(new ForkSource.Origin(origin), wanted.mining()));
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Snapshots snapshots = new Snapshots(fork(context).rpc());
        context.getStore(NAMESPACE).put(Snapshots.Snapshot.class, snapshots.take());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        ForkedChain fork = fork(context);
        Snapshots.Snapshot before = context.getStore(NAMESPACE).get(Snapshots.Snapshot.class, Snapshots.Snapshot.class);
        new Snapshots(fork.rpc()).returnTo(before);
        fork.setMining(wanted(context).mining());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARAMETERS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Objects.requireNonNull(PARAMETERS.get(parameter.getParameter().getType()))
                .apply(fork(context));
    }

    private static OriginChain origin(ExtensionContext context, OriginSpec spec) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        spec, missing -> OriginChain.start(missing, System.out::println), OriginChain.class);
    }

    private static ForkedChain fork(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(ForkedChain.class, ForkedChain.class);
    }

    private static ForkedChainTest wanted(ExtensionContext context) {
        for (Class<?> type = context.getRequiredTestClass(); type != null; type = type.getEnclosingClass()) {
            var annotation = AnnotationSupport.findAnnotation(type, ForkedChainTest.class);
            if (annotation.isPresent()) {
                return annotation.get();
            }
        }
        throw new IllegalStateException(context.getRequiredTestClass() + " is not a @ForkedChainTest");
    }
}
