using Rampart.Artifacts;
using Rampart.Testing;

namespace Rampart.Journal.Tests.Retention;

public sealed class RetentionTests
{
    static readonly JournalOptions Small = new() { SegmentBytes = 2500 };

    [Fact]
    public async Task What_is_young_and_little_stays() => Assert.Empty(await PlanAsync(await Some.RecordedAsync(40, Small), Small, after: TimeSpan.FromDays(2)));

    [Fact]
    public async Task What_is_older_than_is_kept_goes() =>
        Assert.Equal((await Some.RecordedAsync(40, Small)).Names.Count, (await PlanAsync(await Some.RecordedAsync(40, Small), Small, after: Small.MaxAge + TimeSpan.FromDays(2))).Count);

    [Fact]
    public async Task Of_what_is_too_much_the_oldest_goes_and_no_more_than_has_to()
    {
        MemoryJournalStore store = await Some.RecordedAsync(40, Small);
        IReadOnlyList<JournalSegment> segments = await store.ListAsync(default);
        long most = segments.Sum(segment => segment.Bytes) - segments[0].Bytes - 1;

        IReadOnlyList<JournalSegment> going = await PlanAsync(store, Small with { MaxBytes = most }, after: TimeSpan.Zero);

        Assert.Equal(segments.Take(2), going);
    }

    [Fact]
    public async Task The_segment_that_is_written_stays_however_much_there_is()
    {
        var store = new MemoryJournalStore();
        await using MessageJournal journal = Some.Journal(store, Small);
        await Some.WriteAsync(journal, 39);

        IReadOnlyList<JournalSegment> going = await PlanAsync(store, Small with { MaxBytes = 1 }, after: TimeSpan.Zero);

        Assert.Equal(store.Names.SkipLast(1), going.Select(segment => segment.Name));
    }

    [Fact]
    public async Task A_segment_that_a_killed_process_left_goes_when_nobody_can_be_writing_it_any_more()
    {
        MemoryJournalStore store = await Some.RecordedAsync(6);
        store[store.Names[0]] = store[store.Names[0]][..^10];
        JournalOptions none = Small with { MaxBytes = 1 };

        Assert.Empty(await PlanAsync(store, none, after: TimeSpan.FromHours(1)));
        Assert.Single(await PlanAsync(store, none, after: TimeSpan.FromHours(3)));
    }

    // The store says that everything was written a day after the start.
    static Task<IReadOnlyList<JournalSegment>> PlanAsync(MemoryJournalStore store, JournalOptions options, TimeSpan after)
    {
        var time = new ManualTime();
        time.Advance(Some.Start + TimeSpan.FromDays(1) + after - time.GetUtcNow());
        return new JournalRetention(store, options, time).PlanAsync(default);
    }
}
