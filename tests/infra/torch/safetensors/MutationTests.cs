using Rampart.Safetensors;
using TorchSharp;

namespace Rampart.Torch.Tests.Safetensors;

public sealed class MutationTests
{
    // The file has under 2 KB; what reading it allocates on the managed heap stays in proportion to that.
    private const long MostBytes = 512 * 1024;

    [Fact]
    public void Whatever_is_done_to_a_file_it_is_read_or_refused_but_never_crashes_or_fills_memory()
    {
        byte[] valid = Golden.Bytes("safetensors", "typed.safetensors");
        var random = new Random(20240607);
        int refused = 0;
        for (int round = 0; round < 4000; round++)
        {
            byte[] file = Mutated(valid, random);
            using var scope = torch.NewDisposeScope();
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                SafetensorsFile.Read(file);
            }
            catch (SafetensorsException)
            {
                refused++;
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < MostBytes, $"round {round}: {allocated} bytes allocated");
        }

        Assert.InRange(refused, 1000, 4000);
    }

    private static byte[] Mutated(byte[] valid, Random random)
    {
        List<byte> file = [.. valid];
        int changes = random.Next(1, 4);
        for (int i = 0; i < changes; i++)
        {
            // Half of the changes hit the length and the header, where they matter most.
            int place = random.Next(random.Next(2) == 0 ? Math.Min(file.Count, 1200) : file.Count);
            switch (random.Next(5))
            {
                case 0:
                    file[place] = (byte)random.Next(256);
                    break;
                case 1:
                    file[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    file.RemoveRange(place, Math.Min(random.Next(1, 9), file.Count - place));
                    break;
                case 3:
                    file.InsertRange(place, file.GetRange(0, Math.Min(random.Next(1, 9), file.Count)));
                    break;
                default:
                    file[place] = (byte)"0123456789{}[]\",:"[random.Next(17)];
                    break;
            }

            if (file.Count == 0)
            {
                break;
            }
        }

        return [.. file];
    }
}
