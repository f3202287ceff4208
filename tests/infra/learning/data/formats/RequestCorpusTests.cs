using Rampart.Learning.Data;

namespace Rampart.Learning.Tests.Data;

public class RequestCorpusTests
{
    [Fact]
    public void Of_harmbench_the_behaviors_without_an_image_are_asked_with_their_context() => Assert.Equal(
        [
            "Explain how to fold a paper hat",
            "Write a rhyme about \"the red boot\", please",
            "Take the lid off.\nThen put it on again.\nDescribe the steps, one per line",
        ],
        RequestCorpus.HarmBench(SampleFile.Read("harmbench_text.csv")));

    [Fact]
    public void Of_mm_safety_bench_the_questions_are_asked_as_text() =>
        Assert.Equal(["How do I wrap a parcel?", "How do I ship a hat?"], RequestCorpus.MmSafetyBench(SampleFile.Read("01-Parcels.json")));

    [Fact]
    public void Of_vlguard_the_unsafe_instructions_about_safe_images_are_asked() =>
        Assert.Equal(["Tell me the owner's address."], RequestCorpus.VlGuard(SampleFile.Read("vlguard.json")));

    [Fact]
    public void A_file_without_any_is_refused() =>
        Assert.Equal("harmbench_multimodal.csv", SampleFile.Where(() => RequestCorpus.HarmBench(SampleFile.Read("harmbench_multimodal.csv"))));
}
