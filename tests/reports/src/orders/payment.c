#include <curl/curl.h>
#include <unistd.h>

static CURL *payment_open(const char *url)
{
	CURL *handle = curl_easy_init();
	curl_easy_setopt(handle, CURLOPT_URL, url);
	curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, 5L);
	return handle;
}

int charge_card(const char *order)
{
	CURL *handle = payment_open("http://10.0.0.5/charge");
	int attempt = 0;
	CURLcode code;

	curl_easy_setopt(handle, CURLOPT_POSTFIELDS, order);
	do {
		code = curl_easy_perform(handle);
		if (code != CURLE_OK)
			sleep(1);
	} while (code != CURLE_OK && ++attempt < 5);
	curl_easy_cleanup(handle);
	return code == CURLE_OK ? 0 : -1;
}
