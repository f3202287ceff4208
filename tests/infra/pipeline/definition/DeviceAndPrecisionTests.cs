namespace Rampart.Pipeline.Tests;

public sealed class DeviceAndPrecisionTests
{
    static string With(string head, string stage = "") => head + SampleKinds.Valid.Replace("    model: base\n", $"    model: base\n{stage}");

    [Fact]
    public void A_pipeline_that_names_no_device_resolves_to_the_text_that_it_always_had()
    {
        string resolved = SampleKinds.Read(SampleKinds.Valid).ResolvedYaml;

        Assert.DoesNotContain("device", resolved);
        Assert.DoesNotContain("deterministic", resolved);
        Assert.All(SampleKinds.Read(SampleKinds.Valid).Stages, stage => Assert.Null(stage.Compute));
    }

    [Fact]
    public void Device_and_precision_of_pipeline_and_stage_are_read_and_stand_in_the_resolved_copy()
    {
        PipelineDefinition pipeline = SampleKinds.Read(With("device: cuda\nprecision: bf16\ndeterministic: false\n", "    device: cuda:1\n    precision: tf32\n"));

        Assert.Equal(("cuda", false), (pipeline.Device, pipeline.Deterministic));
        Assert.Equal(new StageCompute { Device = "cuda:1", Precision = Precision.Tf32 }, pipeline.Stages.Single(stage => stage.Name == "fare").Compute);
        Assert.Equal(pipeline.ResolvedYaml, SampleKinds.Read(pipeline.ResolvedYaml).ResolvedYaml);
    }

    [Theory]
    [InlineData("device: gpu\n", "", "pipeline.yaml:1:9 \"gpu\" is not a device (in the pipeline). Use auto, cpu, cuda, or cuda:N with N from 0 to 63.")]
    [InlineData("device: cuda:64\n", "", "pipeline.yaml:1:9 \"cuda:64\" is not a device (in the pipeline). Use auto, cpu, cuda, or cuda:N with N from 0 to 63.")]
    [InlineData("device: cuda:+1\n", "", "pipeline.yaml:1:9 \"cuda:+1\" is not a device (in the pipeline). Use auto, cpu, cuda, or cuda:N with N from 0 to 63.")]
    [InlineData("device: cpu\nprecision: tf32\n", "", "pipeline.yaml:2:12 tf32 exists on GPUs only, and the device is cpu (in the pipeline). Use float32, or another device.")]
    [InlineData("deterministic: false\nverify_share: 0.5\n", "", "pipeline.yaml:2:15 what need not repeat itself can't be verified (in the pipeline). Set it to 0, or deterministic to true.")]
    [InlineData("", "    device: cuda:01\n", "pipeline.yaml:16:13 \"cuda:01\" is not a device (in stage \"fare\"). Use auto, cpu, cuda, or cuda:N with N from 0 to 63.")]
    [InlineData("", "    devise: cuda\n", "pipeline.yaml:16:5 unknown key \"devise\" in stage \"fare\"; did you mean \"device\"?")]
    public void A_device_that_is_none_is_told_with_its_place_and_the_way_out(string head, string stage, string message) =>
        Assert.Equal([message], SampleKinds.Problems(With(head, stage)));

    [Theory]
    [InlineData("cpu-bfloat16", null, null, "cpu-bfloat16")]
    [InlineData("cpu-bfloat16", "auto", Precision.Auto, "cpu-bfloat16")]
    [InlineData("cpu-bfloat16", null, Precision.Float32, "cpu-float32")]
    [InlineData("cpu-float32", null, Precision.Bf16, "cpu-bfloat16")]
    [InlineData("cpu-float32", "cuda:1", null, "cuda:1-float32")]
    [InlineData("cuda-tf32", "cpu", null, "cpu-float32")]
    [InlineData("cuda-bfloat16-nondeterministic", "cpu", null, "cpu-bfloat16")]
    [InlineData("cuda-bfloat16-nondeterministic", "cuda:3", Precision.Tf32, "cuda:3-tf32-nondeterministic")]
    public void A_stage_computes_as_the_run_does_but_for_what_it_says_itself(string run, string? device, Precision? precision, string expected) =>
        Assert.Equal(expected, new StageCompute { Device = device, Precision = precision }.Over(run));

    [Theory]
    [InlineData("cpu-float32")]
    [InlineData("cpu-bfloat16")]
    [InlineData("cuda-tf32")]
    [InlineData("cuda:63-float32-nondeterministic")]
    public void A_word_of_numerics_reads_back_to_itself(string word)
    {
        Assert.True(NumericsWord.TryParse(word, out NumericsWord? numerics));
        Assert.Equal(word, numerics.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("cpu")]
    [InlineData("auto-float32")]
    [InlineData("cpu-tf32")]
    [InlineData("cpu-float32-nondeterministic")]
    [InlineData("cuda:64-float32")]
    [InlineData("cuda-float16")]
    public void A_word_that_means_no_numerics_is_none(string word) => Assert.False(NumericsWord.TryParse(word, out _));
}
