using System.Security.Cryptography;
using System.Text;

namespace Rampart.Signing.Tests;

public sealed class KeyTests
{
    [Fact]
    public void A_key_may_be_one_line_as_environments_write_it()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string pem = key.ExportPkcs8PrivateKeyPem();

        using SigningKey lines = SigningKey.Of(new SigningOptions { Key = pem })!;
        using SigningKey line = SigningKey.Of(new SigningOptions { Key = pem.Replace("\n", "\\n", StringComparison.Ordinal) })!;

        Assert.Equal(lines.Id, line.Id);
        Assert.Null(SigningKey.Of(new SigningOptions()));
    }

    [Fact]
    public void What_is_no_private_key_of_the_curve_is_refused_without_being_repeated()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var good = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (string pem in new[] { "secret words", other.ExportPkcs8PrivateKeyPem(), good.ExportSubjectPublicKeyInfoPem() })
        {
            SigningException refused = Assert.Throws<SigningException>(() => SigningKey.Of(new SigningOptions { Key = pem }));

            Assert.Contains("Rampart:Signing:Key", refused.Message);
            Assert.DoesNotContain(pem.Split('\n')[^1], refused.Message);
        }
    }

    [Fact]
    public void A_file_of_trusted_keys_that_holds_a_private_one_or_none_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, key.ExportPkcs8PrivateKeyPem());
            Assert.Contains("public keys only", Assert.Throws<SigningException>(() => new TrustedKeys(new SigningOptions { TrustedKeys = file })).Message);
            File.WriteAllText(file, "nothing");
            Assert.Contains("holds no public key", Assert.Throws<SigningException>(() => new TrustedKeys(new SigningOptions { TrustedKeys = file })).Message);
        }
        finally
        {
            File.Delete(file);
        }
        Assert.Contains("can't be read", Assert.Throws<SigningException>(() => new TrustedKeys(new SigningOptions { TrustedKeys = file })).Message);
    }

    [Fact]
    public void What_is_signed_is_the_encoding_that_the_specification_of_the_envelope_says()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using SigningKey signing = SigningKey.Of(new SigningOptions { Key = key.ExportPkcs8PrivateKeyPem() })!;

        SignedEnvelope envelope = SignedEnvelope.Of("hello"u8.ToArray(), signing);

        byte[] encoded = Encoding.UTF8.GetBytes("DSSEv1 28 application/vnd.in-toto+json 5 hello");
        Assert.True(key.VerifyData(encoded, envelope.Signatures[0].Signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }
}
