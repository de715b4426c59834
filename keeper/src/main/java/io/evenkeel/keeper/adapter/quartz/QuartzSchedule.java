package io.evenkeel.keeper.adapter.quartz;

import io.evenkeel.keeper.cycle.CycleTrigger;
import io.evenkeel.keeper.trigger.Schedule;
import io.evenkeel.keeper.trigger.TriggerQueue;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/**
 * Offers a schedule trigger at a fixed interval, in memory. A tick that was missed because the machine slept is not
 * made up for: the next one sees the newest state anyway.
 */
public final class QuartzSchedule implements Schedule {
    private static final String QUEUE = "queue";
    private static final String CLOCK = "clock";
    private final Scheduler scheduler;

    private QuartzSchedule(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Starts offering to the queue at once and then at every interval. */
    public static QuartzSchedule start(Duration every, TriggerQueue queue, Clock clock) {
        try {
            Scheduler scheduler = new StdSchedulerFactory(settings()).getScheduler();
            JobDataMap data = new JobDataMap();
            data.put(QUEUE, queue);
            data.put(CLOCK, clock);
            scheduler.scheduleJob(
                    JobBuilder.newJob(OfferTrigger.class).usingJobData(data).build(),
                    TriggerBuilder.newTrigger()
                            .startNow()
                            .withSchedule(SimpleScheduleBuilder.simpleSchedule()
                                    .withIntervalInMilliseconds(every.toMillis())
                                    .repeatForever()
                                    .withMisfireHandlingInstructionNextWithRemainingCount())
                            .build());
            scheduler.start();
            return new QuartzSchedule(scheduler);
        } catch (SchedulerException broken) {
            throw new IllegalStateException("the scheduler cannot start", broken);
        }
    }

    @Override
    public void close() {
        try {
            scheduler.shutdown(true);
        } catch (SchedulerException broken) {
            throw new IllegalStateException("the scheduler cannot stop", broken);
        }
    }

    private static Properties settings() {
        Properties settings = new Properties();
        // Two schedulers of one name in one process would be the same scheduler.
        settings.setProperty("org.quartz.scheduler.instanceName", "evenkeel-" + UUID.randomUUID());
        settings.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
        settings.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        settings.setProperty("org.quartz.threadPool.threadCount", "1");
        settings.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
        settings.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
        return settings;
    }

    /** Quartz makes these itself, so what it needs comes with the job's data. */
    @DisallowConcurrentExecution
    public static final class OfferTrigger implements Job {
        @Override
        public void execute(JobExecutionContext context) {
            JobDataMap data = context.getMergedJobDataMap();
            TriggerQueue queue = (TriggerQueue) Objects.requireNonNull(data.get(QUEUE));
            Clock clock = (Clock) Objects.requireNonNull(data.get(CLOCK));
            queue.offer(new CycleTrigger.Schedule(clock.instant()));
        }
    }
}
