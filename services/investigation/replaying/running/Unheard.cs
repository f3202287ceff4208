namespace Rampart.Investigation.Replaying;

/// <summary>Progress that nobody hears of.</summary>
static class Unheard
{
    public static IProgress<ReplayProgress> Progress { get; } = new Of<ReplayProgress>();

    public static IProgress<Stages.StageProgress> StageProgress { get; } = new Of<Stages.StageProgress>();

    sealed class Of<T> : IProgress<T>
    {
        public void Report(T value)
        {
        }
    }
}
